/** A question to the customer: what it is about, its form, and the answer. */
import { useMemo, useRef, useState, type FormEvent, type ReactNode } from 'react';
import { Problem } from '../api/problem';
import { localized, textIn, type FormFile } from '../forms/form';
import { Messages, Quotes, Reasons } from './CasePage';
import { TaskField } from './form/TaskField';
import { answered, askedFields, begunWith, isEmpty, type Values } from '../forms/conditions';
import { useSpoken } from './language';
import { Failure, Waiting } from './parts';
import { goTo } from './place';
import { ask, newKey, of, type OfferedTask, type OwnCase } from './server';
import { useAnswer } from './useAnswer';
import { useDraft } from './useDraft';

export function TaskPage({ caseNumber, taskId }: { caseNumber: string; taskId: string }): ReactNode {
  const { say } = useSpoken();
  const task = useAnswer<OfferedTask>(`/tasks/${of(taskId)}`);
  const about = useAnswer<OwnCase>(`/cases/${of(caseNumber)}`);
  const isGone = task.error instanceof Problem && task.error.status === 404;
  return (
    <>
      <p className="hint">
        <a href={`#/case/${caseNumber}`}>
          {say('app.back')} {caseNumber}
        </a>
      </p>
      {isGone && <p className="card">{say('task.gone')}</p>}
      {!isGone && <Failure error={task.error} onRetry={task.again} />}
      {task.data === undefined && task.error === undefined && <Waiting />}
      {task.data && <Question task={task.data} about={about.data} />}
    </>
  );
}

function Question({ task, about }: { task: OfferedTask; about: OwnCase | undefined }): ReactNode {
  const { say, language } = useSpoken();
  const form = task.form as unknown as FormFile;
  const schema = useMemo(() => localized(form.schema, language), [form, language]);
  const { draft, keep, drop } = useDraft<Values>(`task.${task.id}`, begunWith(schema, task.variables));
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [error, setError] = useState<Error>();
  const [isBusy, setIsBusy] = useState(false);
  const key = useRef(newKey());
  const { fields, required } = askedFields(schema, draft, form.uiSchema?.['ui:order'] as string[] | undefined);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const missing = fields.filter(([name]) => required.has(name) && isEmpty(draft[name])).map(([name]) => [name, say('form.required')]);
    if (missing.length > 0) return show(Object.fromEntries(missing) as Record<string, string>);
    setIsBusy(true);
    setError(undefined);
    ask(`/tasks/${of(task.id)}/complete`, { method: 'POST', body: { variables: answered(schema, draft) }, key: key.current })
      .then(() => {
        drop();
        goTo(`/case/${task.case_number}`);
      })
      .catch((failed: unknown) => {
        key.current = newKey();
        const wrong = failed instanceof Problem ? failed.body.errors ?? [] : [];
        if (wrong.length > 0) show(Object.fromEntries(wrong.map((each) => [each.path.split('/')[1] ?? '', each.message])));
        else setError(failed as Error);
      })
      .finally(() => setIsBusy(false));
  };
  const show = (wrong: Record<string, string>): void => {
    setErrors(wrong);
    const first = Object.keys(wrong)[0];
    document.querySelector(`[data-field="${first}"]`)?.scrollIntoView({ block: 'center' });
  };
  return (
    <>
      <h1>{textIn(language, form.title)}</h1>
      <p className="lead">{textIn(language, form.help)}</p>
      {about && <Quotes quotes={about.quotes} />}
      {about && <Reasons reasons={about.reasons} />}
      {about?.quotes.length === 0 && <Messages messages={about.messages} most={1} />}
      <form onSubmit={submit} noValidate>
        {fields.map(([name, field]) => (
          <TaskField
            key={name}
            name={name}
            field={field}
            value={draft[name]}
            error={errors[name]}
            isRequired={required.has(name)}
            taskId={task.id}
            onChange={(value) => {
              keep({ [name]: value });
              setErrors(({ [name]: _mended, ...others }) => others);
            }}
          />
        ))}
        <Failure error={error} />
        <button type="submit" className="main" disabled={isBusy}>
          {isBusy ? say('app.sending') : say('app.send')}
        </button>
      </form>
    </>
  );
}
