import { expect, it } from 'vitest';
import { WILSON_Z90, wilson } from './index.ts';

it('holds the share that was seen, narrows with the number of cases and never leaves 0 to 1', () => {
  for (const of of [1, 7, 100, 5_000])
    for (const count of [0, Math.floor(of / 3), of]) {
      const { low, high } = wilson(count, of);
      expect(low).toBeGreaterThanOrEqual(0);
      expect(high).toBeLessThanOrEqual(1);
      expect(low - 1e-12 <= count / of && count / of <= high + 1e-12).toBe(true);
    }
  const width = (of: number) => wilson(of / 2, of).high - wilson(of / 2, of).low;
  expect(width(1_000)).toBeLessThan(width(100));
});
it('is the root of its own equation: the share is one deviation of the bound away from it', () => {
  const { low, high } = wilson(13, 50);
  for (const bound of [low, high]) expect(Math.abs(0.26 - bound)).toBeCloseTo(WILSON_Z90 * Math.sqrt((bound * (1 - bound)) / 50), 12);
});
