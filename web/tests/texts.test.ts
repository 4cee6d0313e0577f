/** Both languages say everything, and nothing is said outside the catalogue. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { textOf } from '../src/lang/text';
import { en } from '../src/lang/en';
import { zh, type TextKey } from '../src/lang/zh';

const SOURCE = join(import.meta.dirname, '../src');
const files = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' }).filter((file) => /\.tsx?$/.test(file));
const pages = files.filter((file) => !file.startsWith('lang') && !file.endsWith('schema.ts'));
const code = (file: string): string =>
  readFileSync(join(SOURCE, file), 'utf8').replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '');
const factsOf = (text: string): string[] => [...text.matchAll(/\{\w+\}/g)].map(([fact]) => fact).sort();

test('every text stands in both languages with the same facts', () => {
  expect(Object.keys(en)).toEqual(Object.keys(zh));
  for (const key of Object.keys(zh) as TextKey[]) {
    expect(en[key].trim(), key).not.toBe('');
    expect(factsOf(en[key]), key).toEqual(factsOf(zh[key]));
    expect(/[\u4e00-\u9fff]/.test(en[key]) && key !== 'app.otherLanguage', key).toBe(false);
  }
});

test('no page carries Chinese of its own', () => {
  expect(pages.filter((file) => /[\u4e00-\u9fff]/.test(code(file)))).toEqual([]);
});

test('no page carries words between tags or in what readers are told', () => {
  const spoken = /(?<=[\w"'}/] ?)>\s*[A-Z][a-z]+ ?[\w ]*<\/|(?:aria-label|title|placeholder|alt|label)="[^"]*[A-Za-z]{2}/;
  expect(pages.filter((file) => file.endsWith('.tsx') && spoken.test(code(file)))).toEqual([]);
});

test('every text is used', () => {
  const all = files.filter((file) => !/lang\/(zh|en)\//.test(file)).map(code).join('\n');
  const made = [...all.matchAll(/`([\w.]+)\.\$\{/g)].map(([, start]) => `${start}.`);
  const unused = Object.keys(zh).filter((key) => !all.includes(`'${key}'`) && !made.some((start) => key.startsWith(start)));
  expect(unused).toEqual([]);
});

test('facts are filled in', () => {
  expect(textOf(en, 'due.in', { span: '3 h' })).toBe('3 h left');
});
