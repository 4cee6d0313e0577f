/** The service desk's time: what is typed and shown is its clock, wherever the browser stands. */
export const ZONE = 'Asia/Shanghai';
/** Minutes before UTC's; China has had no summer time since 1991. */
export const OFFSET_MINUTES = 480;

const OFFSET = '+08:00';
const MINUTE = 60_000;
// A field of the browser knows no seconds, and no zone.
const FIELD_LENGTH = '2026-11-25T09:00'.length;

/** Return a moment with its offset, as the desk's clock shows it: 2026-11-25T09:00:00+08:00. */
export function deskTime(at: number): string {
  return `${new Date(at + OFFSET_MINUTES * MINUTE).toISOString().slice(0, '2026-11-25T09:00:00'.length)}${OFFSET}`;
}

/** Return when a moment is, which models may also write with its zone's name: 2026-11-25T09:00:00@Asia/Shanghai. */
export function instantOf(at: string): number {
  return Date.parse(at.replace(`@${ZONE}`, OFFSET));
}

/** Return what a date-time field shows of a moment. */
export function toField(at: string | undefined): string {
  const known = at === undefined ? NaN : instantOf(at);
  return Number.isNaN(known) ? '' : deskTime(known).slice(0, FIELD_LENGTH);
}

/** Return the moment that somebody means who types 2026-11-25T09:00; nothing for an empty field. */
export function fromField(typed: string | undefined): string | undefined {
  return typed ? `${typed.slice(0, FIELD_LENGTH)}:00${OFFSET}` : undefined;
}

/** Return when a day of the desk begins, so many days later. */
export function midnight(day: string, later = 0): string {
  return new Date(Date.parse(`${day}T00:00:00${OFFSET}`) + later * 24 * 60 * MINUTE).toISOString();
}

/** Say whether the browser's clock shows another time than the desk's at a moment. */
export function isElsewhere(at: number): boolean {
  return new Date(at).getTimezoneOffset() !== -OFFSET_MINUTES;
}
