/** Keeps a half-filled form on the server: it waits on every device. */
import { useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { api, asked } from '../api/client';
import { Problem } from '../api/problem';
import type { Values } from '../api/types';

const AFTER_MS = 900;
export type DraftState = 'none' | 'saving' | 'saved' | 'failed';

export function useDraft(taskId: string, isMine: boolean) {
  const path = { task_id: taskId };
  const found = useQuery({
    queryKey: ['draft', taskId],
    queryFn: async () => {
      try {
        return (await asked(api.GET('/api/v1/tasks/{task_id}/draft', { params: { path } }))).data as Values;
      } catch (error) {
        if (error instanceof Problem && error.status === 404) return {};
        throw error;
      }
    },
    enabled: isMine,
    staleTime: Infinity,
    gcTime: 0,
  });
  const [state, setState] = useState<DraftState>('none');
  const waiting = useRef<Values>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const send = useCallback(async () => {
    const data = waiting.current;
    waiting.current = null;
    if (data === null) return;
    setState('saving');
    try {
      await asked(
        api.PUT('/api/v1/tasks/{task_id}/draft', { params: { path: { task_id: taskId } }, body: { data }, keepalive: true }),
      );
      setState('saved');
    } catch {
      setState('failed');
    }
  }, [taskId]);

  const save = useCallback(
    (values: Values) => {
      waiting.current = values;
      clearTimeout(timer.current);
      timer.current = setTimeout(() => void send(), AFTER_MS);
    },
    [send],
  );
  const drop = useCallback(() => {
    clearTimeout(timer.current);
    waiting.current = null;
  }, []);

  // Who leaves the task before the pause is over loses nothing either.
  useEffect(
    () => () => {
      clearTimeout(timer.current);
      void send();
    },
    [send],
  );
  return { found, state, save, drop };
}
