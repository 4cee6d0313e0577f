/** What a record calls its variables, decisions and codes: as forms ask for them, tables decide them, models send them. */
import type { RJSFSchema } from '@rjsf/utils';
import { useWords } from '../bpmn/model';
import { variableText } from '../lang/codes';
import { named, useLanguage, type Say } from '../lang/text';
import type { Language } from '../lang/current';
import type { Outline } from '../models/DecisionTables';
import { columnText, useOutlines } from '../models/useOutlines';
import { useFieldLabels } from './useFieldLabels';

export interface RecordWords {
  fieldOf: (variable: string) => RJSFSchema | undefined;
  titleOf: (variable: string) => string;
  decisionName: (id: string) => string;
  decisionField: (id: string) => RJSFSchema | undefined;
  outlineOf: (id: string) => Outline | undefined;
  codeText: (code: string) => string;
}

export function useRecordWords(definitions: readonly string[]): RecordWords {
  const { say, language } = useLanguage();
  const { labels } = useFieldLabels();
  const { codes, decided } = useWords(definitions, language);
  const outlines = new Map(useOutlines().map((each) => [each.id, each]));
  const fieldOf = (variable: string): RJSFSchema | undefined => {
    if (labels[variable]?.title) return labels[variable];
    const outline = outlines.get(decided.get(variable) ?? variable);
    return outline ? fieldOfDecision(outline, language, labels) : plainField(say, variable, labels);
  };
  const outlineOf = (id: string): Outline | undefined => outlines.get(id);
  return {
    fieldOf,
    titleOf: (variable) => fieldOf(variable)?.title ?? variable,
    decisionName: (id) => named(language, outlines.get(id) ?? { name: id, name_en: null }),
    decisionField: (id) => fieldOfDecision(outlines.get(id), language, labels),
    outlineOf,
    codeText: (code) => codes.get(code) ?? code,
  };
}

type Fields = Record<string, RJSFSchema>;
// Whose values are codes that pages have words for.
const WIDGETS: Record<string, string> = { status: 'status', outcome: 'status', to: 'group' };

// A decision's result, as if a form had asked for it.
function fieldOfDecision(outline: Outline | undefined, language: Language, labels: Fields): RJSFSchema | undefined {
  if (outline === undefined) return undefined;
  const columns = (outline.table?.outputs ?? []).map((column): [string, RJSFSchema] => [column.expression, { title: columnText(column, language) }]);
  return { title: named(language, outline), properties: { ...labels, ...Object.fromEntries(columns) } };
}

function plainField(say: Say, variable: string, labels: Fields): RJSFSchema | undefined {
  const title = variableText(say, variable);
  return title === variable ? undefined : { title, properties: labels, 'x-widget': WIDGETS[variable] };
}
