/** A test case and what can be done in it; each answer brings the whole of it as it stands then. */
import { useIsFetching, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, asked } from '../api/client';
import type { components } from '../api/schema';
import type { Event, Values } from '../api/types';

export type Trial = components['schemas']['TrialView'];

export const useTrial = (id: string) =>
  useQuery({
    queryKey: ['trial', id],
    queryFn: () => asked(api.GET('/api/v1/test-runs/{trial_id}', { params: { path: { trial_id: id } } })),
    retry: false,
    staleTime: Infinity,
  });

export const useTrialTask = (id: string, task: string | undefined) =>
  useQuery({
    queryKey: ['trial', id, 'task', task],
    queryFn: () =>
      asked(api.GET('/api/v1/test-runs/{trial_id}/tasks/{task_id}', { params: { path: { trial_id: id, task_id: task ?? '' } } })),
    enabled: task !== undefined,
    staleTime: Infinity,
  });

/** Return the record; `last` is the number of its last event, so that more is read when there is more. */
export const useTrialRecord = (trial: Trial) =>
  useQuery({
    queryKey: ['trial', trial.id, 'record', trial.instance.version],
    queryFn: () => wholeRecord(trial.id),
    placeholderData: (before: Event[] | undefined) => before,
    staleTime: Infinity,
  });

async function wholeRecord(id: string): Promise<Event[]> {
  const events: Event[] = [];
  let cursor: string | null = null;
  do {
    const query: { limit: number; cursor?: string } = cursor === null ? { limit: 500 } : { limit: 500, cursor };
    const page = await asked(api.GET('/api/v1/test-runs/{trial_id}/history', { params: { path: { trial_id: id }, query } }));
    events.push(...page.items);
    cursor = page.next_cursor;
  } while (cursor !== null);
  return events;
}

export function useTrialSteps(id: string) {
  const queries = useQueryClient();
  const [error, setError] = useState<Error>();
  const settled = {
    onMutate: () => setError(undefined),
    onError: setError,
    onSuccess: (run: Trial) => queries.setQueryData(['trial', id], run),
  };
  const path = { trial_id: id };
  const complete = useMutation({
    mutationFn: ({ task, values }: { task: string; values: Values }) =>
      asked(
        api.POST('/api/v1/test-runs/{trial_id}/tasks/{task_id}/complete', {
          params: { path: { ...path, task_id: task } },
          body: { variables: values },
        }),
      ),
    ...settled,
  });
  const send = useMutation({
    mutationFn: (message: { name: string; correlation_key: string | null }) =>
      asked(api.POST('/api/v1/test-runs/{trial_id}/messages', { params: { path }, body: { ...message, variables: {} } })),
    ...settled,
  });
  const advance = useMutation({
    mutationFn: (by: string) => asked(api.POST('/api/v1/test-runs/{trial_id}/advance', { params: { path }, body: { by } })),
    ...settled,
  });
  const close = useMutation({ mutationFn: () => asked(api.DELETE('/api/v1/test-runs/{trial_id}', { params: { path } })) });
  const isBusy = complete.isPending || send.isPending || advance.isPending;
  // What is still being read of a test case is not there any more once it is closed.
  const isRead = useIsFetching({ queryKey: ['trial', id] }) > 0;
  return { complete, send, advance, close, error, isBusy, mayClose: !isBusy && !isRead };
}
