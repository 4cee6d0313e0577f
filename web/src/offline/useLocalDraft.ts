/** Keeps a half-filled form on the device with every key: no network, battery or closed page takes it away. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useState } from 'react';
import { api, asked } from '../api/client';
import { Problem } from '../api/problem';
import type { Values } from '../api/types';
import { useMe } from '../app/session';
import { read, write } from './database';
import { filesOf, keepFile, type LocalFile } from './files';
import { isUnreachable } from './kept';

interface Draft {
  id: string;
  who: string;
  values: Values;
}

export async function draftOf(who: string, taskId: string): Promise<Values | undefined> {
  const draft = await read<Draft>('drafts', taskId);
  return draft?.who === who ? draft.values : undefined;
}

export const keepDraft = (who: string, taskId: string, values: Values): Promise<void> =>
  write({ put: [['drafts', { id: taskId, who, values } as Draft]] });

/** Return what was typed on this device, else what was typed elsewhere and kept by the server. */
async function begun(who: string, taskId: string): Promise<Values> {
  const own = await draftOf(who, taskId);
  if (own !== undefined) return own;
  try {
    return (await asked(api.GET('/api/v1/tasks/{task_id}/draft', { params: { path: { task_id: taskId } } }))).data as Values;
  } catch (error) {
    if (isUnreachable(error) || (error instanceof Problem && error.status === 404)) return {};
    throw error;
  }
}

export type KeptState = { is: 'none' | 'kept' } | { is: 'failed'; why: string };

export function useLocalDraft(taskId: string) {
  const me = useMe();
  const queries = useQueryClient();
  const found = useQuery({
    queryKey: ['local-draft', taskId],
    queryFn: async () => ({ values: await begun(me.id, taskId), files: await filesOf(taskId) }),
    networkMode: 'always',
    retry: false,
    staleTime: Infinity,
    gcTime: 0,
    refetchOnReconnect: false,
  });
  const [state, setState] = useState<KeptState>({ is: 'none' });
  const save = useCallback(
    (values: Values) => {
      keepDraft(me.id, taskId, values).then(
        () => setState({ is: 'kept' }),
        (error: Error) => setState({ is: 'failed', why: error.message }),
      );
    },
    [me.id, taskId],
  );
  const sources = useSources(found.data?.files);
  const attach = async (task: string, blob: Blob, name: string): Promise<LocalFile> => {
    const file = await keepFile(me.id, task, blob, name);
    sources.add(file);
    return file;
  };
  return { found, state, save, attach, sourceOf: sources.of, forget: () => queries.removeQueries({ queryKey: ['local-draft', taskId] }) };
}

/** Addresses under which the page shows files that only this browser has. */
function useSources(files: readonly LocalFile[] | undefined) {
  const [urls] = useState(() => new Map<string, string>());
  const add = (file: LocalFile): void => {
    if (!urls.has(file.id)) urls.set(file.id, URL.createObjectURL(file.blob));
  };
  files?.forEach(add);
  useEffect(
    () => () => {
      urls.forEach((url) => URL.revokeObjectURL(url));
      urls.clear();
    },
    [urls],
  );
  return { add, of: (id: string) => urls.get(id) };
}
