/** The places from which service is given, and what they are called. */
import { useQuery } from '@tanstack/react-query';
import { api, asked } from '../api/client';
import type { components } from '../api/schema';
import { useMay } from '../app/session';

type Outlet = components['schemas']['OutletView'];
const NONE: readonly Outlet[] = [];

export function useOutlets(): readonly Outlet[] {
  const may = useMay();
  const found = useQuery({
    queryKey: ['outlets'],
    queryFn: () => asked(api.GET('/api/v1/outlets', { params: { query: { limit: 500 } } })),
    enabled: may('read_register'),
    staleTime: 300_000,
  });
  return found.data?.items ?? NONE;
}

export const outletName = (outlets: readonly Outlet[], id: string): string => outlets.find((each) => each.id === id)?.name ?? id;
