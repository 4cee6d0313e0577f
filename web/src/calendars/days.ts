/** The days of a calendar that differ from its week: read from files, grouped, compared. Pure, so that it is tested. */
import type { components } from '../api/schema';

export type Calendar = components['schemas']['CalendarView'];
export type Days = Record<string, boolean>;

export interface YearOfDays {
  year: string;
  isOfficial: boolean;
  off: string[];
  madeUp: string[];
}

export function groupedByYear(calendar: Calendar): YearOfDays[] {
  const years = new Set([...Object.keys(calendar.years), ...Object.keys(calendar.days).map((day) => day.slice(0, 4))]);
  return [...years].sort().reverse().map((year) => {
    const own = Object.entries(calendar.days).filter(([day]) => day.startsWith(year));
    const off = own.filter(([, works]) => !works).map(([day]) => day.slice(5));
    const madeUp = own.filter(([, works]) => works).map(([day]) => day.slice(5));
    return { year, isOfficial: calendar.years[year] === 'official', off: off.sort(), madeUp: madeUp.sort() };
  });
}

const WORDS: Record<string, boolean> = { true: true, false: false, yes: true, no: false, '1': true, '0': false, '\u73ed': true, '\u4f11': false };
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Return the days of a JSON or CSV file; undefined where it holds something else. */
export function readDays(text: string): Days | undefined {
  const found = text.trimStart().startsWith('{') ? ofJson(text) : ofCsv(text);
  const isRight = found && Object.keys(found).length > 0 && Object.entries(found).every(([day, works]) => DAY.test(day) && typeof works === 'boolean');
  return isRight ? found : undefined;
}

function ofJson(text: string): Days | undefined {
  try {
    return JSON.parse(text) as Days;
  } catch {
    return undefined;
  }
}

function ofCsv(text: string): Days | undefined {
  const rows = text.replace(/^\uFEFF/, '').split(/\r?\n/).filter((row) => row.trim() !== '').map((row) => row.split(',').map((cell) => cell.trim()));
  const body = /^\d/.test(rows[0]?.[0] ?? '') ? rows : rows.slice(1);
  const pairs = body.map(([day = '', works = '']) => [day, WORDS[works.toLowerCase()]] as const);
  return pairs.every(([, works]) => works !== undefined) ? (Object.fromEntries(pairs) as Days) : undefined;
}

export interface DayChange {
  day: string;
  before: boolean | undefined;
  after: boolean | undefined;
}

/** Return which days an import would change; what the year named before and no longer names falls back to the week. */
export function changesOf(calendar: Calendar, year: string, days: Days): DayChange[] {
  const before = Object.fromEntries(Object.entries(calendar.days).filter(([day]) => day.startsWith(`${year}-`)));
  const named = [...new Set([...Object.keys(before), ...Object.keys(days)])].sort();
  return named.map((day) => ({ day, before: before[day], after: days[day] })).filter((each) => each.before !== each.after);
}
