/** Where the cases of one version wait, fail and how long each step takes, over a period. */
import { useQuery } from '@tanstack/react-query';
import { api, asked } from '../api/client';
import type { components } from '../api/schema';
import { useNow } from '../app/clock';

export type Load = components['schemas']['LoadView'];

export const PERIODS = { day: 1, week: 7, month: 30, quarter: 90, year: 365, all: 0 } as const;
export type PeriodName = keyof typeof PERIODS;

const HOUR = 3_600_000;

export function useHeat(definitionId: string, period: PeriodName) {
  const days = PERIODS[period];
  // By the hour, so that the same question is not asked anew with every tick.
  const now = Math.floor(useNow() / HOUR) * HOUR;
  const query = days === 0 ? {} : { after: new Date(now - days * 24 * HOUR).toISOString() };
  return useQuery({
    queryKey: ['definition', definitionId, 'heat', query],
    queryFn: () =>
      asked(api.GET('/api/v1/process-definitions/{definition_id}/heat', { params: { path: { definition_id: definitionId }, query } })),
    meta: { isLive: true },
  });
}
