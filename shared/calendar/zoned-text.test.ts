import fc from 'fast-check';
import { expect, it } from 'vitest';
import { instantOf } from '../event/index.ts';
import { zonedText, zoneOf } from './index.ts';

it('an instant in a zone is the same instant when it is read again', () => {
  const zones = ['America/New_York', 'Asia/Shanghai', 'Australia/Lord_Howe', 'Asia/Kolkata', 'UTC'].map(zoneOf);
  fc.assert(
    fc.property(fc.integer({ min: -1e12, max: 4e12 }), fc.constantFrom(...zones), (atMs, zone) => {
      expect(instantOf(zonedText(zone, atMs))).toBe(atMs);
    }),
  );
});
it('milliseconds are shown only where there are any', () => {
  expect([zonedText(zoneOf('America/New_York'), 0), zonedText(zoneOf('UTC'), 1)]).toEqual([
    '1969-12-31T19:00:00-05:00',
    '1970-01-01T00:00:00.001+00:00',
  ]);
});
it.each([
  ['+010000-01-01T00:00:00+08:00', 253_402_271_999_000 + 1_000],
  ['9999-12-31T23:59:59+08:00', 253_402_271_999_000],
  ['-000001-12-31T19:00:00+00:00', -62_167_219_200_000 - 5 * 3_600_000],
  ['0000-01-01T00:00:00+00:00', -62_167_219_200_000],
])('a year of more than four digits, or before 0, has a sign and six: %s', (text, atMs) => {
  expect(zonedText(zoneOf(text.endsWith('+08:00') ? 'Asia/Shanghai' : 'UTC'), atMs)).toBe(text);
  expect(Date.parse(text)).toBe(atMs);
});
