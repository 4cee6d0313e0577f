/** A form file as the server sends it, turned into the reader's language. */
import type { RJSFSchema, UiSchema } from '@rjsf/utils';
import type { Language } from '../lang/current';

export interface FormFile {
  title?: { zh?: string; en?: string };
  help?: { zh?: string; en?: string };
  schema: RJSFSchema;
  uiSchema?: UiSchema;
}

interface Translated {
  title?: string;
  description?: string;
  enum?: string[];
}

/** Return a schema whose titles are in the reader's language. */
export function localized(schema: RJSFSchema, language: Language): RJSFSchema {
  return walked(schema, language) as RJSFSchema;
}

function walked(node: unknown, language: Language): unknown {
  if (Array.isArray(node)) return node.map((each) => walked(each, language));
  if (typeof node !== 'object' || node === null) return node;
  const { 'x-i18n': texts, ...rest } = node as Record<string, unknown>;
  const found = Object.fromEntries(Object.entries(rest).map(([key, value]) => [key, walked(value, language)]));
  const own = (texts as Record<string, Translated> | undefined)?.[language];
  if (own === undefined) return found;
  if (own.title !== undefined) found['title'] = own.title;
  if (own.description !== undefined) found['description'] = own.description;
  for (const holder of [found, found['items'] as Record<string, unknown> | undefined]) {
    const options = holder?.['oneOf'];
    if (own.enum && holder && Array.isArray(options)) holder['oneOf'] = options.map((each, at) => ({ ...(each as object), title: own.enum?.[at] }));
  }
  return found;
}

type Fields = Record<string, RJSFSchema>;

/** Return every field of a form, those that only appear under conditions included. */
export function fieldsOf(schema: RJSFSchema): Fields {
  const conditional = (schema.allOf ?? []).map((each) => (typeof each === 'object' ? each.then : undefined));
  const parts = [schema, ...conditional].map((part) => (typeof part === 'object' ? part.properties : undefined));
  return Object.assign({}, ...parts) as Fields;
}

/** Return the UI schema with the widget of each field. */
export function uiSchemaOf(schema: RJSFSchema, given: UiSchema = {}): UiSchema {
  const ui: UiSchema = { 'ui:submitButtonOptions': { norender: true } };
  const known = fieldsOf(schema);
  for (const [name, field] of Object.entries(known)) ui[name] = uiOf(field);
  // Where a form asks for the province, the city is one of its cities.
  if (known['province'] && known['city']) ui['city'] = { 'ui:widget': 'division' };
  const order = (given['ui:order'] as string[] | undefined)?.filter((name) => name === '*' || name in known);
  return { ...ui, ...given, ...(order && { 'ui:order': order.includes('*') ? order : [...order, '*'] }) };
}

function uiOf(field: RJSFSchema): UiSchema {
  const widget = widgetOf(field);
  if (widget !== undefined) return { 'ui:widget': widget };
  const items = field.items as RJSFSchema | undefined;
  return items?.properties ? { items: uiSchemaOf(items) } : {};
}

function widgetOf(field: RJSFSchema): string | undefined {
  const own = field['x-widget'] as string | undefined;
  if (own !== undefined) return own;
  if (field.type === 'boolean') return field.const === true ? 'confirm' : 'yesNo';
  if (field.oneOf ?? field.enum) return 'choice';
  if (field.type === 'array' && (field.items as RJSFSchema | undefined)?.oneOf) return 'choices';
  if (field.format === 'date') return 'day';
  return field.format === 'date-time' ? 'moment' : undefined;
}

export const textIn = (language: Language, text?: { zh?: string; en?: string }): string =>
  text?.[language] ?? text?.zh ?? '';
