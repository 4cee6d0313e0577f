/** What a record says is read right: changes, steps, searches and days. */
import { expect, test } from 'vitest';
import type { Event } from '../src/api/types';
import { addressOf, queryOf, readTest, writeTest } from '../src/audit/search';
import { changesOf as changedDays, readDays, type Calendar } from '../src/calendars/days';
import { answeredIn, answerKey, changesOf, historyOf, plain, stepsOf } from '../src/cases/record';
import { duration, secondsOf } from '../src/ui/duration';

const event = (fields: Partial<Event>): Event => ({
  instance_id: 'c1',
  number: 1,
  at: '2026-11-22T01:00:00+00:00',
  actor: 'desk',
  on_behalf_of: null,
  kind: 'variables_set',
  element_id: null,
  token: null,
  definition_id: null,
  detail: {},
  sealed: null,
  is_erased: false,
  hash: '',
  ...fields,
});

test('changes are read from the JSON texts that keep their digits', () => {
  const found = changesOf(event({ sealed: { price: { old: 'null', new: '{"$feel":["number","1.10"]}' }, note: 'no change' } }));
  expect(found).toEqual([{ name: 'price', old: null, new: '1.10' }]);
});

test('what JSON lacks is read as its text', () => {
  expect(plain({ until: { $feel: ['date', '2026-06-22'] }, list: [{ $feel: ['number', '2.5'] }] })).toEqual({ until: '2026-06-22', list: ['2.5'] });
});

test('a value is told in the words of the form that was answered, wherever it is passed on', () => {
  const set = (number: number, element: string, old: string, value: string): Event =>
    event({ number, definition_id: 'visit:1', element_id: element, sealed: { state: { old, new: value } } });
  const events = [
    set(1, 'travel', 'null', '"met"'),
    set(2, 'make_amends', '"met"', '"refused"'),
    set(3, 'visit', '"refused"', '"met"'),
    set(4, 'clear', '"met"', '"other"'),
  ];
  const forms: Record<string, string> = { travel: 'visit/travel', make_amends: 'visit/make_amends' };
  const found = answeredIn(events, (_, element) => forms[element ?? '']);
  expect(events.map((each) => found.get(answerKey(each, 'state')))).toEqual([
    { old: undefined, new: 'visit/travel' },
    { old: 'visit/travel', new: 'visit/make_amends' },
    { old: 'visit/make_amends', new: 'visit/travel' },
    { old: 'visit/travel', new: undefined },
  ]);
});

test('a variable has the history of its values', () => {
  const events = [event({ number: 1, sealed: { a: { old: 'null', new: '1' } } }), event({ number: 2, sealed: { a: { old: '1', new: '2' } } })];
  expect(historyOf(events).get('a')?.map(({ event: { number }, change }) => [number, change.old, change.new])).toEqual([
    [1, null, 1],
    [2, 1, 2],
  ]);
});

test('a step lasts from entering to leaving, and is told with who did it', () => {
  const at = { token: 4, element_id: 'check', definition_id: 'care:1' };
  const events = [
    event({ ...at, kind: 'element_entered' }),
    event({ ...at, kind: 'element_completed', at: '2026-11-22T03:00:00+00:00', actor: 'li', on_behalf_of: 'wang' }),
    event({ ...at, token: 5, kind: 'element_entered' }),
  ];
  expect(stepsOf(events).map(({ token, seconds, by, onBehalfOf }) => [token, seconds, by, onBehalfOf])).toEqual([
    [4, 7200, 'li', 'wang'],
    [5, null, null, null],
  ]);
});

test('a comparison is read and written the same', () => {
  for (const text of ['amount>=300', 'note~a=b', 'n!=3', 'day<2026-01-01']) {
    const read = readTest(text);
    expect(read && writeTest(read)).toBe(text);
  }
  expect(readTest('amount')).toBeUndefined();
});

test('an address asks for whole days of China', () => {
  const query = queryOf(new URLSearchParams('startedFrom=2026-11-01&startedTo=2026-11-02&variable=a>=1&variable=nothing&state=gone&person=desk'));
  expect(query).toEqual({
    started_after: '2026-10-31T16:00:00.000Z',
    started_before: '2026-11-02T16:00:00.000Z',
    acted_by: 'desk',
    variable: ['a>=1'],
  });
  expect(addressOf(query)).toContain('variable=a%3E%3D1');
});

test('days are read from JSON and CSV, and nothing else', () => {
  expect(readDays('{"2027-01-01": false}')).toEqual({ '2027-01-01': false });
  expect(readDays('date,working\r\n2027-01-01,false\n2027-01-30,true\n')).toEqual({ '2027-01-01': false, '2027-01-30': true });
  expect(readDays('{"2027-01-01": "no"}')).toBeUndefined();
  expect(readDays('2027-01-01,perhaps')).toBeUndefined();
});

test('a preview tells what is new, what changes and what falls back to the week', () => {
  const calendar = { days: { '2027-01-01': false, '2027-01-02': false, '2026-10-01': false } } as unknown as Calendar;
  expect(changedDays(calendar, '2027', { '2027-01-01': false, '2027-01-03': true })).toEqual([
    { day: '2027-01-02', before: false, after: undefined },
    { day: '2027-01-03', before: undefined, after: true },
  ]);
});

test('durations are told in the unit that people would use', () => {
  const say = (key: string, facts?: Record<string, string | number>): string => `${facts?.['n']} ${key}`;
  expect([30, 90, 5400, 200_000].map((seconds) => duration(say, seconds))).toEqual(['30 span.seconds', '1.5 span.minutes', '1.5 span.hours', '2.3 span.days']);
});

test('a duration of a decision table is read as its seconds, and nothing else is', () => {
  expect(['PT1H', 'P1D', 'P1DT4H', 'PT90M', 'PT9S'].map(secondsOf)).toEqual([3600, 86_400, 100_800, 5400, 9]);
  expect(['P', 'PT', 'P1Y', 'Please', 'PT1H later', ''].map(secondsOf)).toEqual(Array(6).fill(undefined));
});
