/** One task and what can be done with it. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, asked, ifMatch } from '../api/client';
import { Problem } from '../api/problem';
import type { TaskDetail, Values } from '../api/types';
import { useNameOf } from '../app/people';
import { useText } from '../lang/text';
import { useTell } from '../ui/Tell';

export const useTask = (taskId: string) =>
  useQuery({
    queryKey: ['task', taskId],
    queryFn: () => asked(api.GET('/api/v1/tasks/{task_id}', { params: { path: { task_id: taskId } } })),
    meta: { isLive: true },
  });

/** Return the verbs of a task. After each the lists are read again. */
export function useTaskActions(task: TaskDetail) {
  const queries = useQueryClient();
  const tell = useTell();
  const say = useText();
  const nameOf = useNameOf();
  const path = { task_id: task.id };
  const header = { 'if-match': ifMatch(task.version) };
  const renew = () => queries.invalidateQueries({ predicate: (query) => query.meta?.['isLive'] === true });
  const refused = (error: Error): void => {
    const taker = error instanceof Problem && error.is('TaskAlreadyClaimed') ? error.fact('assignee') : undefined;
    const isStale = error instanceof Problem && error.status === 412;
    tell.warning(taker ? say('task.takenBy', { name: nameOf(taker) }) : isStale ? say('task.changed') : error.message);
    void renew();
  };
  const options = { onSuccess: renew, onError: refused };

  return {
    claim: useMutation({
      // Without If-Match: a claim that comes second shall hear who was first, not that something changed.
      mutationFn: () => asked(api.POST('/api/v1/tasks/{task_id}/claim', { params: { path } })),
      ...options,
    }),
    release: useMutation({
      mutationFn: () => asked(api.POST('/api/v1/tasks/{task_id}/unclaim', { params: { path, header } })),
      ...options,
    }),
    assign: useMutation({
      mutationFn: (assignee: string) =>
        asked(api.POST('/api/v1/tasks/{task_id}/assign', { params: { path, header }, body: { assignee } })),
      ...options,
    }),
    delegate: useMutation({
      mutationFn: (to: string) => asked(api.POST('/api/v1/tasks/{task_id}/delegate', { params: { path, header }, body: { to } })),
      ...options,
    }),
    complete: useMutation({
      mutationFn: ({ values, key }: { values: Values; key: string }) =>
        asked(
          api.POST('/api/v1/tasks/{task_id}/complete', {
            params: { path, header: { 'Idempotency-Key': key } },
            body: { variables: values },
          }),
        ),
      onSuccess: renew,
    }),
  };
}
