/** What is held about a customer as a page of its own, to be read without us. */
import type { Language } from '../lang/current';
import { HELD_FIELDS } from '../lang/portal/fields';
import { codeText } from '../lang/portal/held';
import type { PortalKey } from '../lang/portal/zh';
import { moment, type PortalSay } from './language';

type Row = Record<string, unknown>;
type Rows = Record<string, Row[]>;

const SIGNS: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
export const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => SIGNS[sign] ?? sign);

export function readable(say: PortalSay, language: Language, persons: readonly Rows[]): string {
  const title = escaped(say('data.title'));
  const tables = persons.flatMap((person) => Object.entries(person)).filter(([, rows]) => rows.length > 0);
  const body = tables.map(([kind, rows]) => `<h2>${escaped(say(`held.${kind}` as PortalKey))}</h2>${rows.map((row) => tableOf(say, language, row)).join('')}`);
  return `<!doctype html><html lang="${language}"><meta charset="utf-8"><title>${title}</title><style>body{font:16px/1.5 sans-serif;max-width:48em;margin:2em auto}table{border-collapse:collapse;margin:0 0 1em}td,th{border:1px solid #ccc;padding:.2em .6em;text-align:left}</style><h1>${title}</h1>${body.join('')}</html>`;
}

function tableOf(say: PortalSay, language: Language, row: Row): string {
  const cells = linesOf(say, language, row).map(([name, value]) => `<tr><th>${escaped(name)}</th><td>${escaped(value)}</td></tr>`);
  return `<table>${cells.join('')}</table>`;
}

const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d/;

const MONEY = new Set(['invoice_price', 'fee', 'amount', 'total', 'unit_price']);

/** Return what a row holds, named and written for readers. */
export function linesOf(say: PortalSay, language: Language, row: Row): [string, string][] {
  const told = Object.entries(row).filter(([, value]) => value !== null && value !== '' && !(Array.isArray(value) && value.length === 0));
  return told.map(([name, value]) => [HELD_FIELDS[name]?.[language] ?? name.replaceAll('_', ' '), valueText(say, language, name, value)]);
}

function valueText(say: PortalSay, language: Language, name: string, value: unknown): string {
  if (typeof value === 'boolean') return say(value ? 'form.yes' : 'form.no');
  if (MONEY.has(name)) return say('case.money', { amount: Number(value).toFixed(2) });
  if (Array.isArray(value)) return value.map((each) => valueText(say, language, name, each)).join(language === 'zh' ? '、' : ', ');
  const text = String(value);
  return MOMENT.test(text) ? moment(language, text) : codeText(language, name, text);
}
