import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Lately } from './lately.ts';

const HOUR_MS = 3_600_000;
const ASSUMED = { mean: 0.5, share: 0.2 };

it('[FOR-40] of a key that nothing was told of it says what is assumed', () => {
  const lately = new Lately(HOUR_MS, ASSUMED);
  expect(lately.at('TXL', 0)).toEqual({ count: 0, mean: 0.5, share: 0.2 });
});

it('[FOR-40] what is a span old weighs a third, and rates go back to what is assumed', () => {
  const lately = new Lately(HOUR_MS, ASSUMED);
  lately.add('TXL', 0, 3, true);
  expect(lately.at('TXL', HOUR_MS).count).toBeCloseTo(Math.exp(-1), 12);
  expect(lately.at('TXL', 0).share).toBeCloseTo(0.6, 12);
  expect(lately.at('TXL', 50 * HOUR_MS).share).toBeCloseTo(0.2, 9);
});

it('[FOR-40] a rate stays between what was told and what is assumed, and freezing changes nothing', () =>
  fc.assert(
    fc.property(fc.array(fc.record({ after: fc.nat(HOUR_MS), value: fc.integer({ min: -2, max: 8 }), isHit: fc.boolean() })), (told) => {
      const [lately, thawed] = [new Lately(HOUR_MS, ASSUMED), new Lately(HOUR_MS, ASSUMED)];
      let atMs = 0;
      for (const { after, value, isHit } of told) {
        atMs += after;
        lately.add('A', atMs, value, isHit);
      }
      thawed.restore(lately.data());
      const values = [ASSUMED.mean, ...told.map(({ value }) => value)];
      expect(lately.at('A', atMs).mean).toBeGreaterThanOrEqual(Math.min(...values) - 1e-9);
      expect(lately.at('A', atMs).mean).toBeLessThanOrEqual(Math.max(...values) + 1e-9);
      expect(thawed.at('A', atMs + 5).mean).toBe(lately.at('A', atMs + 5).mean);
    }),
  ));
