/** The customers' entry: both languages say everything, and every form for customers can be drawn and answered. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { en } from '../src/lang/portal/en';
import { zh, type PortalKey } from '../src/lang/portal/zh';
import { localized, type FormFile } from '../src/forms/form';
import { faultsOf } from '../src/forms/validator';
import { answered, askedFields, begunWith, holds, type Schema, type Values } from '../src/forms/conditions';
import { kindOf } from '../src/portal/form/kind';
import { escaped, linesOf, readable } from '../src/portal/readable';

const ROOT = join(import.meta.dirname, '../..');
const models = readdirSync(join(ROOT, 'processes'), { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.bpmn'));
const FOR_CUSTOMERS = /externalReference="([^"]+)"\/>\s*<zeebe:assignmentDefinition candidateGroups="customer"/g;
const forms = models.flatMap((file) => [...readFileSync(join(ROOT, 'processes', file), 'utf8').matchAll(FOR_CUSTOMERS)].map(([, key]) => key as string));
const factsOf = (text: string): string[] => [...text.matchAll(/\{\w+\}/g)].map(([fact]) => fact).sort();
const source = readdirSync(join(ROOT, 'web/src/portal'), { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file))
  .map((file) => readFileSync(join(ROOT, 'web/src/portal', file), 'utf8'))
  .join('\n');

test('both languages say the same to customers', () => {
  for (const key of Object.keys(zh) as PortalKey[]) {
    expect(en[key].trim(), key).not.toBe('');
    expect(factsOf(en[key]), key).toEqual(factsOf(zh[key]));
    expect(/[\u4e00-\u9fff]/.test(en[key]) && key !== 'app.other', key).toBe(false);
  }
});

test('every text for customers is used', () => {
  const made = [...source.matchAll(/`([\w.]+)\.\$\{/g)].map(([, start]) => `${start}.`);
  const unused = Object.keys(zh).filter((key) => !source.includes(`'${key}'`) && !source.includes(`"${key}"`) && !made.some((start) => key.startsWith(start)));
  expect(unused).toEqual([]);
});

test('there are forms for customers', () => {
  expect(forms.length).toBeGreaterThanOrEqual(8);
});

describe.each(forms)('%s', (key) => {
  const form = JSON.parse(readFileSync(join(ROOT, `forms/${key}.json`), 'utf8')) as FormFile;
  const schema = localized(form.schema, 'en');

  test('is drawn and asks for what the server asks for, whatever is chosen', () => {
    for (const values of choicesOf(schema)) {
      const { fields, required } = askedFields(schema, values);
      for (const [name, field] of fields) expect(kindOf(field), name).toBeTruthy();
      const missing = faultsOf(schema, values).filter((fault) => fault.keyword === 'required').map((fault) => fault.path.slice(1));
      expect(missing.sort()).toEqual([...required].filter((name) => values[name] === undefined).sort());
    }
  });

  test('takes what is answered and nothing of what was asked for before', () => {
    for (const values of choicesOf(schema)) {
      let full: Values = { ...values, gone: 'x' };
      // An answer may ask for more.
      for (let round = 0; round < 3; round++) {
        const { fields } = askedFields(schema, full);
        full = { ...Object.fromEntries(fields.map(([name, field]) => [name, exampleOf(field)])), ...full };
      }
      expect(faultsOf(schema, answered(schema, full))).toEqual([]);
    }
  });
});

test('a value of the case that is no answer is not taken for one', () => {
  const schema: Schema = { properties: { consent: { type: 'string', oneOf: [{ const: 'agreed' }] }, note: { type: 'string' } } };
  expect(begunWith(schema, { consent: 'none', note: 'x' })).toEqual({ note: 'x' });
  expect(begunWith(schema, { consent: 'agreed' })).toEqual({ consent: 'agreed' });
});

test('a condition outside the subset is not guessed', () => {
  expect(() => holds({ minProperties: 1 }, {})).toThrow('minProperties');
  expect(holds({ properties: { a: { enum: [1, 2] } }, required: ['a'] }, { a: 2 })).toBe(true);
  expect(holds({ properties: { a: { const: 1 } }, required: ['a'] }, {})).toBe(false);
});

test('a page to take along holds no markup of others', () => {
  const page = readable((key) => key, 'en', [{ cases: [{ symptom: '<script>alert(1)</script>' }] }]);
  expect(page).not.toContain('<script>');
  expect(linesOf((key) => key, 'en', { symptom: 'x', opened_at: '2026-11-22T01:00:00+00:00', no_name_yet: 1, gone: null })).toEqual([
    ['Problem', 'x'],
    ['Filed', '22 Nov 2026, 09:00'],
    ['no name yet', '1'],
  ]);
  expect(linesOf((key) => key, 'zh', { tier: 'gold', is_primary: true, fee: 168.5, departments: [], state: 'never_heard_of' })).toEqual([
    ['会员等级', '金卡'],
    ['首选', 'form.yes'],
    ['费用', 'case.money'],
    ['状态', 'never_heard_of'],
  ]);
  expect(escaped('<&">')).toBe('&lt;&amp;&quot;&gt;');
});

/** Every choice that the form's first questions leave, one at a time. */
function choicesOf(schema: Schema): Values[] {
  const fields = Object.entries((schema.properties ?? {}) as Record<string, Schema>);
  return fields.flatMap(([name, field]) => (field.oneOf ?? []).map((each) => ({ [name]: (each as Schema).const })));
}

function exampleOf(field: Schema): unknown {
  const examples: Record<string, unknown> = {
    choice: (field.oneOf?.[0] as Schema | undefined)?.const, yesNo: true, photos: ['a1'], signature: 'a1', date: '2026-11-22', moment: '2026-11-22T09:00:00+08:00', number: 1, money: 1.5, phone: '13800000001', long: 'x', text: 'x',
  };
  return examples[kindOf(field)];
}
