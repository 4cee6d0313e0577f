/** Keeps a half-filled form on the server, where it waits on every device; in the browser while that cannot be reached. */
import { useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { api, asked } from '../api/client';
import { Problem } from '../api/problem';
import type { Values } from '../api/types';
import { useMe } from '../app/session';

const AFTER_MS = 900;
// What could not be sent yet; it is newer than what the server has, and its writer's alone.
const keptAt = (key: string): Values | null => JSON.parse(localStorage.getItem(key) ?? 'null') as Values | null;
export type DraftState = 'none' | 'saving' | 'saved' | 'failed';

export function useDraft(taskId: string, isMine: boolean) {
  const path = { task_id: taskId };
  const key = `anxin.unsent.${useMe().id}.${taskId}`;
  const found = useQuery({
    queryKey: ['draft', taskId],
    queryFn: async () => {
      const kept = keptAt(key);
      if (kept !== null) return kept;
      try {
        return (await asked(api.GET('/api/v1/tasks/{task_id}/draft', { params: { path } }))).data as Values;
      } catch (error) {
        if (error instanceof Problem && error.status === 404) return {};
        throw error;
      }
    },
    enabled: isMine,
    // Without a network the query would wait for one, though the draft may lie here.
    networkMode: 'always',
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
      localStorage.removeItem(key);
      setState('saved');
    } catch {
      waiting.current ??= data;
      localStorage.setItem(key, JSON.stringify(waiting.current));
      setState('failed');
    }
  }, [key, taskId]);

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
    localStorage.removeItem(key);
  }, [key]);

  useEffect(() => {
    if (isMine) waiting.current ??= keptAt(key);
    const again = (): void => void send();
    addEventListener('online', again);
    return () => removeEventListener('online', again);
  }, [isMine, key, send]);
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
