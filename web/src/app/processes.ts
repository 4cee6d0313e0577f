/** The newest version of each process, and what people call them. */
import { useQuery } from '@tanstack/react-query';
import { api, asked } from '../api/client';
import { named, useLanguage } from '../lang/text';
import { useMay } from './session';

export function useProcesses() {
  const { language } = useLanguage();
  const may = useMay();
  const found = useQuery({
    queryKey: ['definitions', 'process'],
    queryFn: () => asked(api.GET('/api/v1/process-definitions', { params: { query: { limit: 200 } } })),
    enabled: may('read_models'),
    staleTime: 60_000,
  });
  const items = found.data?.items ?? [];
  const nameOf = (key: string): string => {
    const process = items.find((each) => each.key === key.split(':')[0]);
    return process ? named(language, process) : key;
  };
  return { nameOf, options: items.map((each) => ({ value: each.key, label: named(language, each) })) };
}
