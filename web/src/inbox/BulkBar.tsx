/** What can be done with several tasks at once; those that were refused are told one by one. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Select } from 'antd';
import { type ReactNode } from 'react';
import { api, asked } from '../api/client';
import type { components } from '../api/schema';
import type { Task } from '../api/types';
import { useNameOf, usePeople } from '../app/people';
import { useMay } from '../app/session';
import { named, useLanguage } from '../lang/text';
import { useTell } from '../ui/Tell';

type Schemas = components['schemas'];
type Deed = Schemas['ClaimTasks'] | Schemas['ReleaseTasks'] | Schemas['AssignTasks'] | Schemas['DelegateTasks'] | Schemas['PrioritizeTasks'];
type Refused = Schemas['TaskResult'] & { refusal: Schemas['RefusalView'] };

const PRIORITIES = [90, 70, 50, 30] as const;

interface Props {
  tasks: readonly Task[];
  onDone: (left: readonly string[]) => void;
}

export function BulkBar({ tasks, onDone }: Props): ReactNode {
  const { say, language } = useLanguage();
  const may = useMay();
  const people = usePeople().map((person) => ({ value: person.id, label: person.name }));
  const tell = useTell();
  const queries = useQueryClient();
  const reasonOf = useReason();
  const task_ids = tasks.map((task) => task.id);
  const act = useMutation({
    mutationFn: (body: Deed) => asked(api.POST('/api/v1/tasks/bulk', { body })),
    onSuccess: (found) => {
      if (found.done > 0) tell.success(say('bulk.done', { n: found.done }));
      onDone(found.results.filter((result) => result.refusal !== null).map((result) => result.task_id));
      return queries.invalidateQueries({ predicate: (query) => query.meta?.['isLive'] === true });
    },
    onError: (error) => tell.error(error.message),
  });
  const refused = (act.data?.results ?? []).filter((result): result is Refused => result.refusal !== null);
  const nameOf = (id: string): string => {
    const task = tasks.find((each) => each.id === id);
    return task ? `${task.business_key ?? ''} ${named(language, task)}` : id;
  };
  return (
    <div className="bulk" role="group" aria-label={say('bulk.title')}>
      <p>
        <strong role="status">{say('bulk.selected', { n: tasks.length })}</strong>
        <Button type="link" size="small" onClick={() => onDone([])}>
          {say('bulk.clear')}
        </Button>
      </p>
      <div className="bulk-deeds">
        <Button loading={act.isPending} onClick={() => act.mutate({ action: 'claim', task_ids })}>
          {say('task.claim')}
        </Button>
        <Button loading={act.isPending} onClick={() => act.mutate({ action: 'release', task_ids })}>
          {say('task.release')}
        </Button>
        {may('assign_tasks') && (
          <Pick label={say('task.assign')} options={people} onPick={(assignee) => act.mutate({ action: 'assign', task_ids, assignee })} />
        )}
        <Pick label={say('task.delegate')} options={people} onPick={(to) => act.mutate({ action: 'delegate', task_ids, to })} />
        {may('assign_tasks') && (
          <Pick
            label={say('bulk.priority')}
            options={PRIORITIES.map((value) => ({ value, label: say(`priority.${value}`) }))}
            onPick={(priority) => act.mutate({ action: 'set_priority', task_ids, priority })}
          />
        )}
      </div>
      {refused.length > 0 && (
        <Alert
          type="warning"
          showIcon
          title={say('bulk.refused', { n: refused.length })}
          description={
            <ul>
              {refused.map(({ task_id, refusal }) => (
                <li key={task_id}>
                  {nameOf(task_id)}: {reasonOf(refusal)}
                </li>
              ))}
            </ul>
          }
        />
      )}
    </div>
  );
}

interface PickProps<T> {
  label: string;
  options: { value: T; label: string }[];
  onPick: (value: T) => void;
}

/** A list that acts as soon as something is chosen, and forgets what. */
export function Pick<T extends string | number>({ label, options, onPick }: PickProps<T>): ReactNode {
  return (
    <Select<T | null>
      className="pick"
      aria-label={label}
      placeholder={label}
      value={null}
      showSearch={{ optionFilterProp: 'label' }}
      popupMatchSelectWidth={false}
      onChange={(value) => value !== null && onPick(value)}
      options={options}
    />
  );
}

/** Return why a task was left: who took it is told by name. */
function useReason(): (refusal: Schemas['RefusalView']) => string {
  const { say } = useLanguage();
  const nameOf = useNameOf();
  return ({ error, facts, detail }) =>
    error === 'TaskAlreadyClaimed' ? say('task.takenBy', { name: nameOf(String(facts['assignee'])) }) : detail;
}
