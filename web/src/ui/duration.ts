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

const ISO = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/;

/** Return the seconds of a duration such as P1DT4H; nothing for any other text. */
export function secondsOf(text: string): number | undefined {
  const parts = ISO.exec(text)?.slice(1);
  if (!parts?.some((each) => each !== undefined)) return undefined;
  const [days = 0, hours = 0, minutes = 0, seconds = 0] = parts.map((each) => Number(each ?? 0));
  return ((days * 24 + hours) * 60 + minutes) * 60 + seconds;
}
