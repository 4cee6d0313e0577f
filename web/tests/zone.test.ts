import { afterEach, describe, expect, test, vi } from 'vitest';
import { moment, shortMoment } from '../src/ui/moment';
import { deskTime, fromField, isElsewhere, midnight, toField } from '../src/ui/zone';

const ZONES = ['Asia/Shanghai', 'Europe/Berlin', 'America/New_York', 'Asia/Kolkata'];

afterEach(() => vi.unstubAllEnvs());

describe.each(ZONES)('a browser in %s', (zone) => {
  test('reads, shows and keeps the time of the service desk', () => {
    vi.stubEnv('TZ', zone);
    expect(fromField('2026-11-25T09:00')).toBe('2026-11-25T09:00:00+08:00');
    expect(toField('2026-11-25T01:00:00Z')).toBe('2026-11-25T09:00');
    expect(toField(fromField('2026-07-01T23:59'))).toBe('2026-07-01T23:59');
    expect(deskTime(Date.parse('2026-11-24T16:00:01Z'))).toBe('2026-11-25T00:00:01+08:00');
    expect(midnight('2026-11-25')).toBe('2026-11-24T16:00:00.000Z');
    expect(midnight('2026-11-30', 1)).toBe('2026-11-30T16:00:00.000Z');
    expect(moment('2026-11-25T01:00:00Z', 'en')).toBe('25 Nov 2026, 09:00');
  });

  test('says when its own clock shows another time', () => {
    vi.stubEnv('TZ', zone);
    expect(isElsewhere(Date.parse('2026-11-25T01:00:00Z'))).toBe(zone !== 'Asia/Shanghai');
  });
});

test('what was never filled in, or is no moment, shows nothing', () => {
  expect([toField(undefined), toField(''), toField('soon'), fromField(''), fromField(undefined)]).toEqual(['', '', '', undefined, undefined]);
});

test('a moment may name its zone, and what is no moment is shown as it is written', () => {
  expect(moment('2026-11-25T09:00:00@Asia/Shanghai', 'en')).toBe('25 Nov 2026, 09:00');
  expect(toField('2026-11-25T09:00:00@Asia/Shanghai')).toBe('2026-11-25T09:00');
  expect([moment('soon', 'zh'), shortMoment('', 'zh')]).toEqual(['soon', '']);
});
