/** How urgent a moment is, seen from another: pure, so that it can be tested. */
export type DueState = 'overdue' | 'soon' | 'later';
export interface DueIn {
  state: DueState;
  unit: 'minutes' | 'hours' | 'days';
  count: number;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const SOON = 4 * HOUR;

export function dueOf(dueAt: number, now: number): DueIn {
  const left = Math.abs(dueAt - now);
  const state: DueState = dueAt < now ? 'overdue' : dueAt - now <= SOON ? 'soon' : 'later';
  if (left < HOUR) return { state, unit: 'minutes', count: Math.max(1, Math.round(left / MINUTE)) };
  if (left < 2 * DAY) return { state, unit: 'hours', count: Math.round(left / HOUR) };
  return { state, unit: 'days', count: Math.round(left / DAY) };
}
