/** Forms in the browser agree with the server's: the project's own form files are read here. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { fieldsOf, localized, uiSchemaOf, type FormFile } from '../src/forms/form';
import { begunWith } from '../src/forms/known';
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

describe('what a form begins with', () => {
  const told = { customer_name: '吴桂芳', channel: 'no_such_channel', contract_months: 12, work_cause: '减振器断裂', approval: 'returned' };
  const about = (element_id: string) => ({ element_id, variables: told });

  test('is all that was told before where a case is registered, if it is an answer and asked for', () => {
    expect(begunWith(read('intake/register_report.json'), about('register_report'), {})).toEqual({ customer_name: '吴桂芳' });
  });

  test('is what its marked fields hold elsewhere, no decision among it', () => {
    expect(begunWith(read('repair/approve_work_order.json'), about('approve_work_order'), undefined)).toEqual({ work_cause: '减振器断裂' });
  });

  test('is the draft where there is one', () => {
    expect(begunWith(read('intake/register_report.json'), about('register_report'), { city: '南京' })).toEqual({ city: '南京' });
  });

  test.each(files.filter((file) => file.includes('register_')))('can be worked out for %s', (file) => {
    const known = Object.fromEntries(Object.entries(fieldsOf(read(file).schema)).map(([name, field]) => [name, (field.oneOf?.[0] as { const?: unknown } | undefined)?.const ?? 'x']));
    expect(Object.keys(begunWith(read(file), { element_id: 'register_x', variables: known }, {}))).toContain('customer_name');
  });
});
