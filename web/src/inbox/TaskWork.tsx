/** The work on a task: claim it, fill in its form, complete it. Nothing typed is ever lost. */
import { Alert, Button } from 'antd';
import type { ErrorSchema } from '@rjsf/utils';
import { toErrorSchema } from '@rjsf/utils';
import { useRef, useState, type ReactNode, type RefObject } from 'react';
import { newKey } from '../api/client';
import { Problem } from '../api/problem';
import type { TaskDetail, Values } from '../api/types';
import { useOffer } from '../app/deeds';
import { usePeople } from '../app/people';
import { useMay, useMe } from '../app/session';
import { textIn, type FormFile } from '../forms/form';
import { begunWith } from '../forms/known';
import { TaskForm } from '../forms/TaskForm';
import { propertyOf } from '../forms/validator';
import { named, useLanguage } from '../lang/text';
import { Failure } from '../ui/Failure';
import { moment } from '../ui/moment';
import { useTell } from '../ui/Tell';
import { Pick } from './BulkBar';
import { useDraft } from './useDraft';
import { useTaskActions } from './useTask';
import { WhatNext } from './WhatNext';

interface Props {
  task: TaskDetail;
  claimHandle: RefObject<(() => void) | null>;
  onNext: () => void;
}

export function TaskWork({ task, claimHandle, onNext }: Props): ReactNode {
  const { say, language } = useLanguage();
  const me = useMe();
  const tell = useTell();
  const isMine = task.state === 'open' && task.assignee === me.id;
  const actions = useTaskActions(task);
  const draft = useDraft(task.id, isMine);
  const [values, setValues] = useState<Values>();
  const [faults, setFaults] = useState<ErrorSchema>();
  const submit = useRef<(() => void) | null>(null);
  const thenNext = useRef(true);
  const key = useRef(newKey());
  const form = task.form as FormFile | null;
  const isFree = task.state === 'open' && task.assignee === null;
  claimHandle.current = isFree ? () => actions.claim.mutate() : null;

  const complete = (given: Values): void => {
    draft.drop();
    actions.complete.mutate(
      { values: given, key: key.current },
      {
        onSuccess: () => {
          tell.success(say('task.completed', { name: named(language, task) }));
          if (thenNext.current) onNext();
        },
        onError: (error) => {
          setFaults(faultsIn(error));
          key.current = newKey();
          draft.save(given);
        },
      },
    );
  };
  const press = (next: boolean): void => {
    thenNext.current = next;
    if (form === null) complete({});
    else submit.current?.();
  };

  const deeds = [
    ...(isFree ? [{ id: 'claim', text: say('task.claim'), do: () => actions.claim.mutate() }] : []),
    ...(isMine
      ? [
          { id: 'complete', text: say('task.completeAndNext'), do: () => press(true) },
          { id: 'release', text: say('task.release'), do: () => actions.release.mutate() },
        ]
      : []),
  ];
  useOffer('task', deeds.map((deed) => ({ ...deed, text: `${deed.text} · ${named(language, task)}` })));

  if (draft.found.isError) return <Failure error={draft.found.error} retry={() => void draft.found.refetch()} />;
  const help = textIn(language, form?.help);
  const isReady = !isMine || draft.found.data !== undefined;
  return (
    <>
      {help && <p className="help">{help}</p>}
      <Refusal error={actions.complete.error} />
      {form === null && <p className="quiet">{say('task.noForm')}</p>}
      {form !== null && isReady && (
        <TaskForm
          taskId={task.id}
          form={form}
          values={task.state === 'open' ? (values ?? begunWith(form, task, draft.found.data)) : knownOf(form, task)}
          isLocked={!isMine || actions.complete.isPending}
          serverErrors={faults}
          handle={submit}
          onChange={(given) => {
            setValues(given);
            setFaults(undefined);
            draft.save(given);
          }}
          onSubmit={complete}
        />
      )}
      {task.state === 'open' && <WhatNext task={task} />}
      {task.state === 'open' && (
        <div className="action-bar">
          {isMine && (
            <>
              <Button type="primary" disabled={!isReady} loading={actions.complete.isPending} onClick={() => press(true)}>
                {say('task.completeAndNext')}
              </Button>
              <Button disabled={!isReady || actions.complete.isPending} onClick={() => press(false)}>
                {say('task.complete')}
              </Button>
              <Button type="text" loading={actions.release.isPending} onClick={() => actions.release.mutate()}>
                {say('task.release')}
              </Button>
              <span className="quiet" role="status">
                {draft.state !== 'none' && say(`draft.${draft.state}`)}
              </span>
            </>
          )}
          {isFree && (
            <Button type="primary" loading={actions.claim.isPending} onClick={() => actions.claim.mutate()}>
              {say('task.claim')}
            </Button>
          )}
          <HandOver
            task={task}
            isMine={isMine}
            onAssign={(person) => actions.assign.mutate(person)}
            onDelegate={(person) => actions.delegate.mutate(person)}
          />
        </div>
      )}
      {task.state !== 'open' && task.ended_at && (
        <Alert type="info" showIcon title={say('task.endedAt', { at: moment(task.ended_at, language) })} />
      )}
    </>
  );
}

function Refusal({ error }: { error: Error | null }): ReactNode {
  return error && <Alert type="error" showIcon title={error.message} className="gap-below" />;
}

interface HandOverProps {
  task: TaskDetail;
  isMine: boolean;
  onAssign: (person: string) => void;
  onDelegate: (person: string) => void;
}

/** Give the task to a colleague: for good, or only the doing of it. */
function HandOver({ task, isMine, onAssign, onDelegate }: HandOverProps): ReactNode {
  const say = useLanguage().say;
  const may = useMay();
  const people = usePeople().filter((person) => person.id !== task.assignee);
  const fitting = people.filter((person) => person.groups.some((group) => task.candidate_groups.includes(group)));
  const options = (fitting.length > 0 ? fitting : people).map((person) => ({ value: person.id, label: person.name }));
  return (
    <span className="hand-over">
      {isMine && <Pick label={say('task.delegate')} options={options} onPick={onDelegate} />}
      {may('assign_tasks') && <Pick label={say('task.assign')} options={options} onPick={onAssign} />}
    </span>
  );
}

function faultsIn(error: Error): ErrorSchema | undefined {
  const errors = error instanceof Problem ? (error.body.errors ?? []) : [];
  return toErrorSchema(errors.map(({ path, message, code }) => ({ property: propertyOf(path), message, name: code, stack: path })));
}

/** Return the fields of a form that the case knows: of an ended task, what it held. */
function knownOf(form: FormFile, task: TaskDetail): Values {
  const known = JSON.stringify(form.schema);
  return Object.fromEntries(Object.entries(task.variables).filter(([name, value]) => value !== null && known.includes(`"${name}":`)));
}
