/** Moments, days and values as people read them. */
import type { Language } from '../lang/current';
import { instantOf, ZONE } from './zone';

type Parts = Intl.DateTimeFormatOptions;
// To make one takes ten times as long as to use it, and a list of tasks writes a hundred moments.
const made = new Map<string, Intl.DateTimeFormat>();

function formatter(language: Language, parts: Parts): Intl.DateTimeFormat {
  const key = language + JSON.stringify(parts);
  const found = made.get(key) ?? new Intl.DateTimeFormat(locale(language), parts);
  made.set(key, found);
  return found;
}

const locale = (language: Language): string => (language === 'zh' ? 'zh-CN' : 'en-GB');

/** Return a moment as people read it; what is none is shown as it is written. */
export function moment(at: string, language: Language): string {
  return formatted(at, language, { dateStyle: 'medium', timeStyle: 'short' });
}

export function shortMoment(at: string, language: Language): string {
  return formatted(at, language, { month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hour12: false });
}

function formatted(at: string, language: Language, parts: Parts): string {
  const instant = instantOf(at);
  return Number.isNaN(instant) ? at : formatter(language, { ...parts, timeZone: ZONE }).format(instant);
}

/** Return a day, given as 2026-11-23, with its day of the week. */
export function day(text: string, language: Language): string {
  const [year = 0, month = 1, date = 1] = text.split('-').map(Number);
  const parts = { month: 'long', day: 'numeric', weekday: 'short' } as const;
  return formatter(language, parts).format(new Date(year, month - 1, date));
}

export function fileSize(bytes: number): string {
  return bytes < 1024 * 1024 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1048576).toFixed(1)} MB`;
}
