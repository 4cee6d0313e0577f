/** Values as people read them. */
import type { Language } from '../lang/current';
import { yuan } from '../ui/money';
import type { Column, Figure, Kpi } from './useReports';

export function figureText(figure: Figure, kpi: Kpi, language: Language): string {
  return valueText(figure.value as number | null, kpi.unit, language);
}

export function valueText(value: unknown, unit: string, language: Language): string {
  if (value === null || value === undefined || value === '') return '–';
  const number = typeof value === 'number' ? value : Number(value);
  const locale = language === 'zh' ? 'zh-CN' : 'en-GB';
  const plain = (digits: number): string => number.toLocaleString(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits });
  switch (unit) {
    case 'share':
      return `${plain(0) === 'NaN' ? '–' : (number * 100).toFixed(number === 1 || number === 0 ? 0 : 1)}%`;
    case 'hours':
      return number.toLocaleString(locale, { style: 'unit', unit: 'hour', minimumFractionDigits: 1, maximumFractionDigits: 1 });
    case 'score':
      return plain(1);
    case 'money':
      return yuan(number);
    case 'number':
      return number.toLocaleString(locale);
    default:
      return String(value);
  }
}

export function cellText(value: unknown, column: Column, language: Language): string {
  if (column.kind === 'word') return value === null ? '–' : (column.words[String(value)] ?? String(value));
  return valueText(value, column.kind, language);
}

export const isNumeric = (column: Column): boolean => ['number', 'share', 'hours', 'score', 'money'].includes(column.kind);
