/** What the register knows beside a case: its status, the unit, quotes and parts. */
import { useQuery } from '@tanstack/react-query';
import { api, asked } from '../api/client';
import { Problem } from '../api/problem';
import { useMay } from '../app/session';

const live = { meta: { isLive: true } };

/** Return an answer, or null where the register does not know of it yet. */
async function known<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof Problem && error.status === 404) return null;
    throw error;
  }
}

export function useRegisterCase(number: string | null) {
  const may = useMay();
  return useQuery({
    queryKey: ['register', 'case', number],
    // Asked as a list: a case that is not registered yet is no failure that the browser should note.
    queryFn: async () =>
      (await asked(api.GET('/api/v1/cases', { params: { query: { text: number ?? '', limit: 5 } } }))).items.find((each) => each.id === number) ?? null,
    enabled: number !== null && may('read_register'),
    ...live,
  });
}

export function useUnit(serial: string | undefined) {
  const may = useMay();
  return useQuery({
    queryKey: ['register', 'unit', serial],
    queryFn: async () => {
      const found = await asked(api.GET('/api/v1/units', { params: { query: { text: serial ?? '', limit: 5 } } }));
      if (!found.items.some((unit) => unit.id === serial)) return null;
      return known(asked(api.GET('/api/v1/units/{serial_number}', { params: { path: { serial_number: serial ?? '' } } })));
    },
    enabled: Boolean(serial) && may('read_register'),
    ...live,
  });
}

export function useQuotes(number: string | null) {
  const may = useMay();
  return useQuery({
    queryKey: ['register', 'quotes', number],
    queryFn: () => asked(api.GET('/api/v1/quotes', { params: { query: { case_number: number ?? '', limit: 20 } } })),
    enabled: number !== null && may('read_register'),
    ...live,
  });
}

export function useRequisitions(number: string | null) {
  const may = useMay();
  return useQuery({
    queryKey: ['register', 'requisitions', number],
    queryFn: () => asked(api.GET('/api/v1/requisitions', { params: { query: { case_number: number ?? '', limit: 20 } } })),
    enabled: number !== null && may('read_register'),
    ...live,
  });
}

/** How the time of a case was spent, and whether its clock stands still. */
export function useCaseClock(number: string | null) {
  const may = useMay();
  const found = useRegisterCase(number).data;
  return useQuery({
    queryKey: ['register', 'clock', number],
    queryFn: () => asked(api.GET('/api/v1/cases/{case_number}/clock', { params: { path: { case_number: number ?? '' } } })),
    enabled: Boolean(found) && may('read_register'),
    ...live,
  });
}

export const useClocks = (instanceId: string) => {
  const may = useMay();
  return useQuery({
    queryKey: ['case', instanceId, 'clocks'],
    queryFn: () => asked(api.GET('/api/v1/timers', { params: { query: { instance_id: instanceId, limit: 20 } } })),
    enabled: may('read_cases'),
    ...live,
  });
};
