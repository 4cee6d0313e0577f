/** What variables are called, worked out from all forms: the plainest name, and the words of every value. */
import type { RJSFSchema } from '@rjsf/utils';
import { fieldsOf, localized, type FormFile } from '../forms/form';
import type { Language } from '../lang/current';

export type Labels = Record<string, RJSFSchema>;
type Option = { const?: unknown; title?: string };

/** What a process or decision calls a value that it sets itself. */
export type Word = { variable: string; code: string } & Record<Language, string>;

export function labelsOf(forms: readonly FormFile[], language: Language): Labels {
  const fields = forms.map((form) => fieldsOf(localized(form.schema, language)));
  return fields.reduce((known, more) => ({ ...known, ...Object.fromEntries(Object.entries(more).map(([name, field]) => [name, plainer(known[name], field)])) }), {});
}

// Several forms ask for the same thing; the shortest name is the plain one: “serial number”, not “check the …”.
function plainer(known: RJSFSchema | undefined, more: RJSFSchema): RJSFSchema {
  if (known === undefined) return more;
  return length(more) < length(known) ? withAnswers(more, known) : withAnswers(known, more);
}

// Each form offers the answers that can be given there: what another one offers has words too.
export function withAnswers(field: RJSFSchema, other: RJSFSchema = {}): RJSFSchema {
  const [own, others] = [answersOf(field), answersOf(other)];
  const missing = others.filter((answer) => !own.some((each) => each.const === answer.const));
  return own.length > 0 && missing.length > 0 ? ({ ...field, oneOf: [...own, ...missing] } as RJSFSchema) : field;
}

/** Give the values that processes set themselves their words, beside the answers of forms. */
export function withWords(labels: Labels, words: readonly Word[], language: Language): Labels {
  const found = { ...labels };
  for (const word of words) found[word.variable] = withWord(found[word.variable] ?? {}, { const: word.code, title: word[language] });
  return found;
}

function withWord(field: RJSFSchema, word: Option): RJSFSchema {
  if (field.type === 'array') return { ...field, items: withWord((field.items ?? {}) as RJSFSchema, word) };
  const known = answersOf(field);
  return known.some((each) => each.const === word.const) ? field : ({ ...field, oneOf: [...known, word] } as RJSFSchema);
}

/** Say whether a value is told otherwise in one form than in another. */
export function differs(ofForm: Record<string, Labels>, name: string, value: unknown): boolean {
  if (typeof value !== 'string') return false;
  const told = Object.values(ofForm).map((fields) => answersOf(fields[name] ?? {}).find((each) => each.const === value)?.title);
  return new Set(told.filter((each) => each !== undefined)).size > 1;
}

/** Return a field with the words of the form in which it was answered. */
export function asAnswered<F extends RJSFSchema | undefined>(field: F, answered: RJSFSchema | undefined): F | RJSFSchema {
  return answered?.oneOf ? { ...withAnswers(answered, field), title: field?.title ?? answered.title } : field;
}

const answersOf = (field: RJSFSchema): Option[] => (field.oneOf ?? []) as Option[];
const length = (field: RJSFSchema): number => field.title?.length ?? Infinity;
