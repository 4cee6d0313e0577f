/** Which fields of a form are asked for now: its conditions (`allOf` of `if`/`then`) decided for what is filled in. */
import type { RJSFSchema } from '@rjsf/utils';

export type Values = Record<string, unknown>;
export type Schema = RJSFSchema;

/** Return the fields that are asked for, in the form's order, and which of them must be answered. */
export function askedFields(schema: Schema, values: Values, order: readonly string[] = []): { fields: [string, Schema][]; required: Set<string> } {
  const parts = [schema, ...branchesOf(schema, values)];
  const fields = parts.flatMap((part) => Object.entries((part.properties ?? {}) as Record<string, Schema>));
  const required = new Set(parts.flatMap((part) => part.required ?? []));
  const place = (name: string): number => (order.includes(name) ? order.indexOf(name) : order.length);
  const unique = [...new Map(fields)];
  return { fields: unique.sort(([a], [b]) => place(a) - place(b)), required };
}

function branchesOf(schema: Schema, values: Values): Schema[] {
  const conditions = (schema.allOf ?? []).filter((each): each is Schema => typeof each === 'object' && each.if !== undefined);
  const taken = conditions.map((each) => (holds(each.if, values) ? each.then : each.else));
  const found = taken.filter((each): each is Schema => typeof each === 'object');
  return [...found, ...found.flatMap((each) => branchesOf(each, values))];
}

/** Decide a condition: the subset of JSON Schema that our forms use in `if`. */
export function holds(condition: unknown, value: unknown): boolean {
  if (typeof condition !== 'object' || condition === null) return condition !== false;
  const { const: only, enum: some, required, properties, not, allOf, anyOf, type, title: _title, ...rest } = condition as Schema;
  if (Object.keys(rest).length > 0) throw new Error(`The portal does not know ${Object.keys(rest).join(', ')} in a condition.`);
  const object = (typeof value === 'object' && value !== null ? value : {}) as Values;
  return (
    (only === undefined || only === value) &&
    (some === undefined || some.includes(value as never)) &&
    (type === undefined || typeof value === type || value === undefined) &&
    (required ?? []).every((name) => object[name] !== undefined) &&
    Object.entries(properties ?? {}).every(([name, inner]) => object[name] === undefined || holds(inner, object[name])) &&
    (not === undefined || !holds(not, value)) &&
    (allOf ?? []).every((each) => holds(each, value)) &&
    (anyOf === undefined || anyOf.some((each) => holds(each, value)))
  );
}

/** Return only the answers to what is asked for: a field that went away takes its answer with it. */
export function answered(schema: Schema, values: Values): Values {
  const { fields } = askedFields(schema, values);
  const kept = fields.filter(([name]) => !isEmpty(values[name]));
  return Object.fromEntries(kept.map(([name]) => [name, values[name]]));
}

/** Return the values that the form begins with: what the case holds under a field's name may be no answer to it. */
export function begunWith(schema: Schema, values: Values): Values {
  const { fields } = askedFields(schema, values);
  const options = new Map(fields.filter(([, field]) => field.oneOf !== undefined).map(([name, field]) => [name, (field.oneOf ?? []).map((each) => (each as Schema).const)]));
  return Object.fromEntries(Object.entries(values).filter(([name, value]) => options.get(name)?.includes(value as never) ?? true));
}

export const isEmpty = (value: unknown): boolean =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);
