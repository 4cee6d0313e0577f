/** How long something took, in the unit that people would use. */
import type { Say } from '../lang/text';

const UNITS = [
  ['days', 86_400],
  ['hours', 3_600],
  ['minutes', 60],
] as const;

export function duration(say: Say, seconds: number): string {
  const [unit, size] = UNITS.find(([, each]) => seconds >= each * (each === 86_400 ? 2 : 1)) ?? (['seconds', 1] as const);
  const count = seconds / size;
  return say(`span.${unit}`, { n: count < 10 ? Math.round(count * 10) / 10 : Math.round(count) });
}
