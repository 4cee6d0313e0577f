/** Forms in the browser agree with the server's: the project's own form files are read here. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { fieldsOf, localized, uiSchemaOf, type FormFile } from '../src/forms/form';
import { faultsOf, propertyOf } from '../src/forms/validator';

const FORMS = join(import.meta.dirname, '../../forms');
const files = readdirSync(FORMS, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.json'));
const read = (file: string): FormFile => JSON.parse(readFileSync(join(FORMS, file), 'utf8')) as FormFile;

describe.each(files)('%s', (file) => {
  const form = read(file);

  test('has every label in English', () => {
    const labels = Object.values(fieldsOf(localized(form.schema, 'en'))).map((field) => field.title ?? '');
    expect(labels.filter((label) => /[\u4e00-\u9fff]/.test(label) || label === '')).toEqual([]);
  });

  test('asks for what it requires and for nothing else', () => {
    const missing = faultsOf(form.schema, {}).filter((fault) => fault.keyword === 'required');
    expect(missing.map((fault) => fault.path.slice(1)).sort()).toEqual([...(form.schema.required ?? [])].sort());
    if (form.schema['unevaluatedProperties'] === false && (form.schema.required ?? []).length === 0) {
      expect(faultsOf(form.schema, { no_such_field: 1 }).map((fault) => fault.keyword)).toEqual(['unevaluatedProperties']);
    }
  });

  test('has a widget for each yes-or-no question', () => {
    const ui = uiSchemaOf(form.schema, form.uiSchema);
    const open = Object.entries(fieldsOf(form.schema)).filter(([, field]) => field.type === 'boolean');
    expect(open.filter(([name]) => ui[name]?.['ui:widget'] === undefined)).toEqual([]);
  });
});

test('faults tell place, rule and limit', () => {
  const schema = {
    type: 'object' as const,
    properties: {
      name: { type: 'string' as const, maxLength: 3 },
      parts: { type: 'array' as const, items: { type: 'object' as const, required: ['quantity'] } },
      kind: { type: 'string' as const, oneOf: [{ const: 'a' }, { const: 'b' }] },
      price: { type: 'number' as const, multipleOf: 0.01 },
    },
  };
  expect(faultsOf(schema, { name: 'Anxin', parts: [{}], kind: 'c', price: 128.57 })).toEqual([
    { path: '/name', keyword: 'maxLength', limit: 3 },
    { path: '/parts/0/quantity', keyword: 'required', limit: '' },
    { path: '/kind', keyword: 'oneOf', limit: '' },
  ]);
  expect(propertyOf('/parts/0/quantity')).toBe('.parts.0.quantity');
});
