import { expect, test } from 'vitest';
import { dueOf } from '../src/ui/due';

const NOW = Date.parse('2026-11-22T09:00:00+08:00');
const HOUR = 3_600_000;

test.each([
  [-26 * HOUR, { state: 'overdue', unit: 'hours', count: 26 }],
  [-1, { state: 'overdue', unit: 'minutes', count: 1 }],
  [0.5 * HOUR, { state: 'soon', unit: 'minutes', count: 30 }],
  [4 * HOUR, { state: 'soon', unit: 'hours', count: 4 }],
  [5 * HOUR, { state: 'later', unit: 'hours', count: 5 }],
  [72 * HOUR, { state: 'later', unit: 'days', count: 3 }],
])('what is due in %i ms is told so', (left, told) => {
  expect(dueOf(NOW + left, NOW)).toEqual(told);
});
