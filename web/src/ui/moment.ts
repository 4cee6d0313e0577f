/** Moments, days and values as people read them. */
import type { Language } from '../lang/current';
import { ZONE } from './zone';

const locale = (language: Language): string => (language === 'zh' ? 'zh-CN' : 'en-GB');

export function moment(at: string, language: Language): string {
  return new Intl.DateTimeFormat(locale(language), { dateStyle: 'medium', timeStyle: 'short', timeZone: ZONE }).format(new Date(at));
}

export function shortMoment(at: string, language: Language): string {
  const parts = { month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' } as const;
  return new Intl.DateTimeFormat(locale(language), { ...parts, hour12: false, timeZone: ZONE }).format(new Date(at));
}

/** Return a day, given as 2026-11-23, with its day of the week. */
export function day(text: string, language: Language): string {
  const [year = 0, month = 1, date = 1] = text.split('-').map(Number);
  const parts = { month: 'long', day: 'numeric', weekday: 'short' } as const;
  return new Intl.DateTimeFormat(locale(language), parts).format(new Date(year, month - 1, date));
}

export function fileSize(bytes: number): string {
  return bytes < 1024 * 1024 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1048576).toFixed(1)} MB`;
}
