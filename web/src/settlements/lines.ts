/** The lines of a statement while it is drawn up: those without an amount are left out. */
import type { components } from '../api/schema';

type Served = components['schemas']['ServedCaseView'];
type Item = components['schemas']['SettleItem'];

export interface Line {
  key: number;
  case_number: string;
  item: string;
  amount: number | null;
  served?: Served;
}

export const ITEMS = ['labour', 'visit', 'part', 'freight'] as const;
const FEN = 100;

/** Return a line for each case that the outlet served. */
export const linesOf = (cases: readonly Served[]): Line[] =>
  cases.map((served, key) => ({ key, case_number: served.case_number, item: ITEMS[0], amount: null, served }));

/** Return the lines with one more after another one: of the same case, what was not named yet. */
export function withAnother(lines: readonly Line[], after?: Line): Line[] {
  const key = Math.max(-1, ...lines.map((line) => line.key)) + 1;
  const case_number = after?.case_number ?? '';
  const named = new Set(lines.filter((line) => line.case_number === case_number).map((line) => line.item));
  const item = ITEMS.find((each) => case_number === '' || !named.has(each)) ?? ITEMS[0];
  const at = after === undefined ? lines.length : lines.indexOf(after) + 1;
  return [...lines.slice(0, at), { key, case_number, item, amount: null }, ...lines.slice(at)];
}

export const filled = (lines: readonly Line[]): Line[] => lines.filter((line) => line.amount !== null);

/** Return what the lines come to, free of what floating-point numbers add. */
export const totalOf = (lines: readonly Line[]): number => Math.round(lines.reduce((sum, line) => sum + (line.amount ?? 0), 0) * FEN) / FEN;

/** Return what the server takes; nothing where there is no amount, or an amount for no case. */
export function itemsOf(lines: readonly Line[]): Item[] | undefined {
  const items = filled(lines).map(({ case_number, item, amount }) => ({ case_number: case_number.trim(), item, amount: amount ?? 0 }));
  return items.length === 0 || items.some((each) => each.case_number === '') ? undefined : items;
}

/** Return the first and the last day of the month before a day. */
export function monthBefore(day: string): [string, string] {
  const [year = 0, month = 1] = day.split('-').map(Number);
  const text = (date: Date): string => date.toISOString().slice(0, day.length);
  return [text(new Date(Date.UTC(year, month - 2, 1))), text(new Date(Date.UTC(year, month - 1, 0)))];
}
