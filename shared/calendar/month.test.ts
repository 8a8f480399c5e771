import { expect, it } from 'vitest';
import { addMonths, zoneOf } from './index.ts';

const SHANGHAI = zoneOf('Asia/Shanghai');
const at = (text: string, zone: string): number => Temporal.PlainDateTime.from(text).toZonedDateTime(zone).epochMilliseconds;

it.each([
  ['2026-01-31T10:00', 2, '2026-04-01T00:00', 'an inspection every 2 months is due by the end of 31 March'],
  ['2025-11-30T10:00', 3, '2026-03-01T00:00', 'an inspection every 3 months is due by the end of 28 February'],
  ['2026-01-31T00:00', 1, '2026-03-01T00:00', 'February is shorter'],
  ['2024-01-31T23:59:59.999', 1, '2024-03-01T00:00', 'February of a leap year'],
  ['2026-06-18T12:00', 1, '2026-07-19T00:00', 'until 24:00, whatever the hour of the opening'],
  ['2026-12-15T12:00', 1, '2027-01-16T00:00', 'over the end of the year'],
  ['2026-06-30T12:00', 12, '2027-07-01T00:00', 'a year'],
])('[CAL-5] %s and %d months is %s: %s', (opened, months, expected) => {
  expect(addMonths(SHANGHAI, at(opened, 'Asia/Shanghai'), months)).toBe(at(expected, 'Asia/Shanghai'));
});

it('[CAL-5] the day ends at 24:00 of the wall clock after the clocks have changed', () => {
  expect(addMonths(zoneOf('Europe/Berlin'), at('2026-02-28T10:00', 'Europe/Berlin'), 1)).toBe(at('2026-03-29T00:00', 'Europe/Berlin'));
  expect(addMonths(zoneOf('Europe/Berlin'), at('2026-02-28T23:30', 'Europe/Berlin'), 2)).toBe(at('2026-04-29T00:00', 'Europe/Berlin'));
});
