/** What is wrong with a field, in the very words of the server. */
import type { Say } from '../lang/text';
import type { TextKey } from '../lang/zh';

const KEYS: Record<string, TextKey> = {
  required: 'form.required',
  type: 'form.type',
  enum: 'form.choose',
  oneOf: 'form.choose',
  const: 'form.const',
  minLength: 'form.minLength',
  maxLength: 'form.maxLength',
  minimum: 'form.minimum',
  maximum: 'form.maximum',
  exclusiveMinimum: 'form.exclusiveMinimum',
  exclusiveMaximum: 'form.exclusiveMaximum',
  multipleOf: 'form.multipleOf',
  minItems: 'form.minItems',
  maxItems: 'form.maxItems',
  uniqueItems: 'form.uniqueItems',
  pattern: 'form.pattern',
  format: 'form.format',
  additionalProperties: 'form.unknownField',
  unevaluatedProperties: 'form.unknownField',
};

export function worded(say: Say, keyword: string, limit: unknown): string {
  return say(KEYS[keyword] ?? 'form.other', { limit: String(limit ?? '') });
}
