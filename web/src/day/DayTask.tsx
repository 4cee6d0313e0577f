/** A task's form on the phone: filled in and completed here, sent when it can be. */
import { ArrowLeftOutlined } from '@ant-design/icons';
import { toErrorSchema, type ErrorSchema } from '@rjsf/utils';
import { Alert, Button, Popconfirm } from 'antd';
import { useQueryClient } from '@tanstack/react-query';
import { useMemo, useRef, useState, type ReactNode } from 'react';
import type { TaskDetail, Values } from '../api/types';
import { contentOf } from '../api/upload';
import { useMe } from '../app/session';
import { FilesOfForm } from '../forms/context';
import { textIn, type FormFile } from '../forms/form';
import { begunWith } from '../forms/known';
import { TaskForm } from '../forms/TaskForm';
import { propertyOf } from '../forms/validator';
import { named, useLanguage } from '../lang/text';
import { discard, enqueue, entriesOf, type Entry } from '../offline/outbox';
import { sendNow } from '../offline/sending';
import { useLocalDraft } from '../offline/useLocalDraft';
import { useOutbox } from '../offline/useOutbox';
import { Loaded } from '../ui/Loaded';
import { useTell } from '../ui/Tell';
import { useDayTask } from './useMyDay';

interface Props {
  taskId: string;
  onBack: () => void;
}

export function DayTask({ taskId, onBack }: Props): ReactNode {
  const { say } = useLanguage();
  const task = useDayTask(taskId);
  const outbox = useOutbox();
  const entry = outbox.entries.find((each) => each.id === taskId);
  return (
    <>
      <Button type="text" size="large" icon={<ArrowLeftOutlined aria-hidden />} onClick={onBack}>
        {say('day.back')}
      </Button>
      {task.isError && <p className="quiet">{say('day.notKept')}</p>}
      <Loaded query={task}>{(told) => <Work task={told.value} entry={entry} onBack={onBack} />}</Loaded>
    </>
  );
}

function Work({ task, entry, onBack }: { task: TaskDetail; entry: Entry | undefined; onBack: () => void }): ReactNode {
  const { say, language } = useLanguage();
  const me = useMe();
  const tell = useTell();
  const queries = useQueryClient();
  const draft = useLocalDraft(task.id);
  const [values, setValues] = useState<Values>();
  const [isChanged, setChanged] = useState(false);
  const [isSending, setSending] = useState(false);
  const submit = useRef<(() => void) | null>(null);
  const faults = useMemo(() => (isChanged ? undefined : faultsOf(entry)), [isChanged, entry]);
  const form = task.form as FormFile | null;
  const name = named(language, task);
  const isLocked = isSending || (entry !== undefined && entry.refusal === undefined);

  const complete = async (given: Values): Promise<void> => {
    setSending(true);
    try {
      await enqueue({ id: task.id, who: me.id, caseNumber: task.business_key ?? task.instance_id, name: task.name, name_en: task.name_en, values: given });
      const sent = await sendNow(me.id, queries);
      const left = (await entriesOf(me.id)).find((each) => each.id === task.id);
      setChanged(false);
      if (left?.refusal !== undefined) return;
      tell.success(say(sent.some((each) => each.id === task.id) ? 'day.completed' : 'day.willBeSent', { name }));
      onBack();
    } catch (error) {
      tell.error(say('day.draftFailed', { why: (error as Error).message }));
    } finally {
      setSending(false);
    }
  };
  return (
    <article className="card day-task">
      <h1>{name}</h1>
      <p className="quiet">{task.business_key}</p>
      <Protocol text={textIn(language, form?.help)} />
      {entry?.refusal && (
        <Alert
          type="error"
          showIcon
          className="gap-below"
          title={say('day.refused', { why: entry.refusal.message })}
          description={say('day.refusedHint')}
        />
      )}
      {form === null && <p className="quiet">{say('task.noForm')}</p>}
      {form !== null && (
        <Loaded query={draft.found}>
          {(begun) => (
            <FilesOfForm value={{ attach: draft.attach, sourceOf: (id) => draft.sourceOf(id) ?? contentOf(id) }}>
              <TaskForm
                taskId={task.id}
                form={form}
                values={values ?? begunWith(form, task, begun.values)}
                isLocked={isLocked}
                serverErrors={faults}
                handle={submit}
                onChange={(given) => {
                  setValues(given);
                  setChanged(true);
                  draft.save(given);
                }}
                onSubmit={(given) => void complete(given)}
              />
            </FilesOfForm>
          )}
        </Loaded>
      )}
      <div className="action-bar">
        <Button type="primary" size="large" block disabled={isLocked} loading={isSending} onClick={() => (form === null ? void complete({}) : submit.current?.())}>
          {say('day.complete')}
        </Button>
        {entry?.refusal && (
          <Popconfirm title={say('day.discardSure')} okText={say('day.discard')} cancelText={say('action.cancel')} onConfirm={() => void discard(entry).then(onBack)}>
            <Button size="large" block danger>
              {say('day.discard')}
            </Button>
          </Popconfirm>
        )}
        <span className="quiet" role="status">
          {draft.state.is === 'kept' && say('day.draftKept')}
          {draft.state.is === 'failed' && say('day.draftFailed', { why: draft.state.why })}
        </span>
      </div>
    </article>
  );
}

/** The protocol of the visit, step by step. */
function Protocol({ text }: { text: string }): ReactNode {
  const { say } = useLanguage();
  const steps = text.split(/(?<=。)|(?<=\.)\s/u).map((step) => step.trim()).filter(Boolean);
  if (steps.length === 0) return null;
  return (
    <ol className="protocol" aria-label={say('day.protocol')}>
      {steps.map((step) => (
        <li key={step}>{step}</li>
      ))}
    </ol>
  );
}

function faultsOf(entry: Entry | undefined): ErrorSchema | undefined {
  const errors = entry?.refusal?.errors ?? [];
  if (errors.length === 0) return undefined;
  return toErrorSchema(errors.map(({ path, message, code }) => ({ property: propertyOf(path), message, name: code, stack: path })));
}
