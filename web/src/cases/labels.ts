/** What variables are called, worked out from all forms: the plainest name, and the words of every answer. */
import type { RJSFSchema } from '@rjsf/utils';
import { fieldsOf, localized, type FormFile } from '../forms/form';
import type { Language } from '../lang/current';

export type Labels = Record<string, RJSFSchema>;
type Option = { const?: unknown };

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
function withAnswers(field: RJSFSchema, other: RJSFSchema): RJSFSchema {
  const [own, others] = [answersOf(field), answersOf(other)];
  const missing = others.filter((answer) => !own.some((each) => each.const === answer.const));
  return own.length > 0 && missing.length > 0 ? ({ ...field, oneOf: [...own, ...missing] } as RJSFSchema) : field;
}

const answersOf = (field: RJSFSchema): Option[] => (field.oneOf ?? []) as Option[];
const length = (field: RJSFSchema): number => field.title?.length ?? Infinity;
