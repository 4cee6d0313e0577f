/** A case's facts are told in the words of the project's own forms. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { asAnswered, differs, labelsOf, withWords } from '../src/cases/labels';
import { fieldsOf, localized, type FormFile } from '../src/forms/form';

const FORMS = join(import.meta.dirname, '../../forms');
const files = readdirSync(FORMS, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.json')).sort();
const forms = files.map((file) => JSON.parse(readFileSync(join(FORMS, file), 'utf8')) as FormFile);

interface Option {
  const?: unknown;
  title?: string;
}
const answersOf = (field: { oneOf?: unknown[] } | undefined): Option[] => (field?.oneOf ?? []) as Option[];

test.each(['zh', 'en'] as const)('every answer that any form offers has words: %s', (language) => {
  const labels = labelsOf(forms, language);
  const offered = forms.flatMap((form) => Object.entries(fieldsOf(localized(form.schema, language))));
  const wordless = offered.flatMap(([name, field]) =>
    answersOf(field).filter((answer) => !answersOf(labels[name]).some((each) => each.const === answer.const)).map((answer) => `${name}: ${answer.const}`),
  );
  expect(wordless).toEqual([]);
});

test('what a process sets itself has its words beside the answers of forms', () => {
  const words = [
    { variable: 'goods_state', code: 'expected', zh: '还没到', en: 'Not here yet' },
    { variable: 'goods_state', code: 'differs', zh: '别的', en: 'Something else' },
    { variable: 'verdict', code: 'granted', zh: '有权益', en: 'Entitled' },
  ];
  const labels = withWords(labelsOf(forms, 'en'), words, 'en');
  const said = (name: string, code: string): string | undefined => answersOf(labels[name]).find((answer) => answer.const === code)?.title;
  expect([said('goods_state', 'expected'), said('goods_state', 'differs'), said('verdict', 'granted')]).toEqual(['Not here yet', 'Differs', 'Entitled']);
  expect(labels['verdict']?.title).toBeUndefined();
});

test('the same answer has the words of the form in which it was given', () => {
  const ofForm = Object.fromEntries(files.map((file, at) => [file.replace(/\.json$/, ''), labelsOf([forms[at] as FormFile], 'en')]));
  const said = (form: string): string | undefined =>
    answersOf(asAnswered(labelsOf(forms, 'en')['visit_state'], ofForm[form]?.['visit_state'])).find((answer) => answer.const === 'refused')?.title;
  expect([said('visit/make_amends'), said('visit/travel_to_customer')]).toEqual(['Does not accept', 'Was refused']);
  expect([differs(ofForm, 'visit_state', 'refused'), differs(ofForm, 'channel', 'online'), differs(ofForm, 'province', 'hubei')]).toEqual([true, false, false]);
});

test('goods that were inspected are not told of as if they were swapped at home', () => {
  const differs = answersOf(labelsOf(forms, 'zh')['goods_state']).find((answer) => answer.const === 'differs');
  expect(differs?.title).toBe('不符');
});
