import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instantOf } from './index.ts';

const RFC_3339 = /^(\d{4})-(\d\d)-(\d\d)[Tt](\d\d):(\d\d):(\d\d)(?:\.(\d+))?(?:[Zz]|([+-])(\d\d):(\d\d))$/;

/** The slow and obvious reading. */
function oracle(text: string): number | null {
  const match = RFC_3339.exec(text);
  if (match === null || Number(match[6]) > 59 || Number(match[9] ?? 0) > 23 || Number(match[10] ?? 0) > 59) return null;
  try {
    // Temporal has year -0 refused and reads nine digits at most, more than a millisecond needs.
    return Temporal.Instant.from(text.replace(/(\.\d{9})\d+/, '$1')).epochMilliseconds;
  } catch {
    return null;
  }
}

describe('[TIM-1] an instant', () => {
  it.each([
    ['2026-06-18T15:42:08+08:00', Date.UTC(2026, 5, 18, 7, 42, 8)],
    ['2026-06-18t15:42:08z', Date.UTC(2026, 5, 18, 15, 42, 8)],
    ['2026-06-18T15:42:08.1239Z', Date.UTC(2026, 5, 18, 15, 42, 8, 123)],
    ['2026-06-18T15:42:08.5-00:30', Date.UTC(2026, 5, 18, 16, 12, 8, 500)],
    ['2024-02-29T00:00:00Z', Date.UTC(2024, 1, 29)],
  ])('%s is read to the millisecond', (text, atMs) => {
    expect(instantOf(text)).toBe(atMs);
  });

  it.each([
    '',
    '2026-06-18',
    '2026-06-18T15:42:08',
    '2026-06-18 15:42:08Z',
    '2026-06-18T15:42:08.Z',
    '2026-06-18T15:42:08Zz',
    '2026-06-18T15:42:08+08',
    '2026-06-18T15:42:08+0800',
    '2026-06-18T15:42:08+24:00',
    '2026-06-18T15:42:60Z',
    '2026-06-18T24:00:00Z',
    '2026-06-31T00:00:00Z',
    '2026-02-29T00:00:00Z',
    '2026-00-10T00:00:00Z',
    '2026-13-10T00:00:00Z',
    '+026-06-18T15:42:08Z',
    '２026-06-18T15:42:08Z',
  ])('%s is none', (text) => {
    expect(instantOf(text)).toBeNull();
  });

  it('is read as by the slow and obvious way, also when a character is wrong', () => {
    const digits = (max: number) => fc.integer({ min: 0, max }).map((value) => String(value).padStart(2, '0'));
    const text = fc
      .tuple(
        fc.integer({ min: 0, max: 9999 }),
        digits(13),
        digits(32),
        digits(24),
        digits(60),
        digits(60),
        fc.stringMatching(/^(\.\d{1,11})?$/),
        fc.constantFrom('Z', 'z', '+08:00', '-05:30', '+23:59', ''),
      )
      .map(
        ([year, month, day, hour, minute, second, fraction, zone]) =>
          `${String(year).padStart(4, '0')}-${month}-${day}T${hour}:${minute}:${second}${fraction}${zone}`,
      );
    const spoiled = fc
      .tuple(text, fc.nat(30), fc.constantFrom('', 'x', ':', '1', '-', '.'))
      .map(([good, at, by]) => good.slice(0, at) + by + good.slice(at + 1));
    fc.assert(
      fc.property(fc.oneof(text, spoiled), (one) => {
        expect(instantOf(one)).toBe(oracle(one));
      }),
      { seed: 20_871, numRuns: 4000 },
    );
  });
});
