/** What a record calls its variables, decisions and codes: as forms ask for them, tables decide them, models send them. */
import type { RJSFSchema } from '@rjsf/utils';
import { useProcesses } from '../app/processes';
import { useCodes } from '../bpmn/model';
import { variableText } from '../lang/codes';
import { named, useLanguage, type Say } from '../lang/text';
import type { Language } from '../lang/current';
import type { Outline } from '../models/DecisionTables';
import { columnText, useOutlines } from '../models/useOutlines';
import { asAnswered, withAnswers } from './labels';
import { useFieldLabels } from './useFieldLabels';

export interface RecordWords {
  /** `form`: the key of the form in which a value was answered. */
  fieldOf: (variable: string, form?: string) => RJSFSchema | undefined;
  titleOf: (variable: string) => string;
  decisionName: (id: string) => string;
  decisionField: (id: string) => RJSFSchema | undefined;
  outlineOf: (id: string) => Outline | undefined;
  codeText: (code: string) => string;
}

export function useRecordWords(definitions: readonly string[]): RecordWords {
  const { say, language } = useLanguage();
  const processes = useProcesses().options.map(({ value, label }) => ({ const: value, title: label }));
  const { labels: known, ofForm, words, results } = useFieldLabels();
  const same = Object.entries(SAME).map(([name, field]): [string, RJSFSchema] => [name, known[name] ?? codesOf(known[field])]);
  const labels: Fields = { ...known, ...Object.fromEntries(same), process: { oneOf: processes } };
  // In a decision its own words come before those of the forms that ask for something of the same name.
  const decided: Fields = { ...labels, ...Object.fromEntries(Object.entries(words).map(([name, field]) => [name, withAnswers(field, labels[name])])) };
  const codes = useCodes(definitions, language);
  const outlines = new Map(useOutlines().map((each) => [each.id, each]));
  const plainly = (variable: string): RJSFSchema | undefined => {
    if (labels[variable]?.title) return labels[variable];
    const outline = outlines.get(results[variable] ?? variable);
    return outline ? fieldOfDecision(outline, language, decided) : plainField(say, variable, labels);
  };
  const outlineOf = (id: string): Outline | undefined => outlines.get(id);
  return {
    fieldOf: (variable, form) => asAnswered(plainly(variable), ofForm[form ?? '']?.[variable]),
    titleOf: (variable) => plainly(variable)?.title ?? variable,
    decisionName: (id) => named(language, outlines.get(id) ?? { name: id, name_en: null }),
    decisionField: (id) => fieldOfDecision(outlines.get(id), language, decided),
    outlineOf,
    codeText: (code) => codes.get(code) ?? code,
  };
}

type Fields = Record<string, RJSFSchema>;
// Whose values are codes that pages have words for.
const WIDGETS: Record<string, string> = { status: 'status', outcome: 'status', to: 'group' };

// What connectors and messages call otherwise than the form or decision that it comes from.
const SAME: Record<string, string> = { category: 'product_category', department: 'departments', missing: 'missing_materials', result: 'next_step' };

// A decision's result, as if a form had asked for it.
function fieldOfDecision(outline: Outline | undefined, language: Language, labels: Fields): RJSFSchema | undefined {
  if (outline === undefined) return undefined;
  const outputs = outline.table?.outputs ?? [];
  const columns = outputs.map((column): [string, RJSFSchema] => [column.expression, { title: columnText(column, language), ...codesOf(labels[column.expression]) }]);
  // What has one output is that value itself, without its name.
  const own = codesOf(labels[(outputs.length === 1 && outputs[0]?.expression) || outline.id]);
  return { title: named(language, outline), ...own, properties: { ...labels, ...Object.fromEntries(columns) } };
}

function plainField(say: Say, variable: string, labels: Fields): RJSFSchema | undefined {
  const title = variableText(say, variable);
  return title === variable ? labels[variable] : { title, ...codesOf(labels[variable]), properties: labels, 'x-widget': WIDGETS[variable] };
}

function codesOf(field: RJSFSchema | undefined): RJSFSchema {
  const { oneOf } = (field?.items ?? field ?? {}) as RJSFSchema;
  return oneOf ? { oneOf } : {};
}
