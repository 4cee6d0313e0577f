/** The versions of one process, decision file or form, the newest first. */
import { useQuery } from '@tanstack/react-query';
import { api, asked } from '../api/client';
import type { Definition } from '../api/types';

export const PATHS = {
  process: '/api/v1/process-definitions',
  decision: '/api/v1/decision-definitions',
  form: '/api/v1/forms',
} as const;
export type Kind = keyof typeof PATHS;

export const useVersions = (kind: Kind, key: string) =>
  useQuery({
    queryKey: ['definitions', kind, 'versions', key],
    queryFn: async (): Promise<Definition[]> => {
      const query = { key, only_latest: false, limit: 500, sort: '-version' };
      return (await asked(api.GET(PATHS[kind], { params: { query } }))).items;
    },
    enabled: key !== '',
  });

/** Return where a version has its page. */
export function pageOf(definition: Pick<Definition, 'kind' | 'key' | 'version' | 'id'>): string {
  if (definition.kind === 'process') return `/models/process/${encodeURIComponent(definition.id)}`;
  const key = definition.key.split('/').map(encodeURIComponent).join('/');
  return `/models/${definition.kind}/${key}?version=${definition.version}`;
}
