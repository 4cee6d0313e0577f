/** How many cases wait at each element of one process version. */
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { api, asked } from '../api/client';
import { useMay } from '../app/session';

export interface Waiting {
  element_id: string;
  waiting: number;
}

/** Return the counts, the most first. `xml` is the version's file. */
export function useWaiting(definitionId: string, xml: string | undefined): { isPending: boolean; rows: Waiting[] } {
  const may = useMay();
  const params = { params: { path: { definition_id: definitionId } } };
  const counts = useQuery({
    queryKey: ['definition', definitionId, 'statistics'],
    queryFn: () => asked(api.GET('/api/v1/process-definitions/{definition_id}/statistics', params)),
    meta: { isLive: true },
  });
  // A called process runs inside its caller's case, and the counts stand there; its tasks name it themselves.
  const query = { process_key: definitionId.split(':')[0] ?? '', limit: 500 };
  const tasks = useQuery({
    queryKey: ['definition', definitionId, 'tasks'],
    queryFn: () => asked(api.GET('/api/v1/tasks', { params: { query } })),
    enabled: may('see_all_tasks'),
    meta: { isLive: true },
  });
  const rows = useMemo(() => {
    const found = new Map<string, number>();
    for (const task of tasks.data?.items ?? []) {
      const isHere = !definitionId.includes(':') || task.definition_id === definitionId;
      if (isHere) found.set(task.element_id, (found.get(task.element_id) ?? 0) + 1);
    }
    for (const row of counts.data ?? []) {
      if (xml?.includes(`id="${row.element_id}"`)) found.set(row.element_id, row.waiting);
    }
    const listed = [...found].map(([element_id, waiting]) => ({ element_id, waiting }));
    return listed.sort((a, b) => b.waiting - a.waiting);
  }, [counts.data, tasks.data, xml, definitionId]);
  return { isPending: counts.isPending, rows };
}
