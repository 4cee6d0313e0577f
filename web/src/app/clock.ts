/** The engine's time: on a virtual clock, due times must be told by it and not by the browser. */
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { api, asked } from '../api/client';

const MINUTE = 60_000;

export const useClock = () =>
  useQuery({
    queryKey: ['clock'],
    queryFn: async () => {
      const clock = await asked(api.GET('/api/v1/clock'));
      return { isVirtual: clock.is_virtual, now: Date.parse(clock.now), ahead: Date.parse(clock.now) - Date.now() };
    },
    staleTime: MINUTE,
    meta: { isLive: true },
  });

/** Return the present moment in milliseconds, renewed every minute. */
export function useNow(): number {
  const clock = useClock().data;
  const [tick, setTick] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setTick(Date.now()), MINUTE);
    return () => clearInterval(timer);
  }, []);
  if (clock?.isVirtual) return clock.now;
  return tick + (clock?.ahead ?? 0);
}
