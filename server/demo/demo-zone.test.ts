import { expect, it } from 'vitest';
import { dayNumberOf } from '../../shared/event/index.ts';
import { instantAt, midnightBefore, textAt } from './demo-zone.ts';

const day = (month: number, date: number): number => dayNumberOf(2026, month, date) ?? Number.NaN;

it('[TIM-3] moves a local time that does not exist forward by the gap', () =>
  expect(textAt(instantAt(day(3, 8), 150))).toBe('2026-03-08T03:30:00-04:00'));

it('[TIM-3] takes the first of a local time that happens twice', () =>
  expect(textAt(instantAt(day(11, 1), 90))).toBe('2026-11-01T01:30:00-04:00'));

it('reads minutes past 24:00 on the next day', () => expect(textAt(instantAt(day(12, 31), 1440 + 75))).toBe('2027-01-01T01:15:00-05:00'));

it('finds the midnight of a day that is 25 hours long', () =>
  expect(textAt(midnightBefore(Date.parse('2026-11-01T23:30:00-05:00')))).toBe('2026-11-01T00:00:00-04:00'));
