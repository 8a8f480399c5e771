import fc from 'fast-check';
import { expect, it } from 'vitest';
import { betaBinomial, CALM, climb, quantile, shareQuantiles, windowChance } from './index.ts';

it('the Beta-Binomial sums to one and has the mean n·a/(a+b)', () =>
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 400 }),
      fc.double({ min: 0.1, max: 500, noNaN: true }),
      fc.double({ min: 0.1, max: 500, noNaN: true }),
      (n, a, b) => {
        const distribution = betaBinomial(n, a, b);
        const sum = distribution.reduce((total, weight) => total + weight, 0);
        const mean = distribution.reduce((total, weight, k) => total + k * weight, 0);
        expect(Math.abs(sum - 1)).toBeLessThan(1e-9);
        expect(Math.abs(mean - (n * a) / (a + b))).toBeLessThan(1e-6 * (1 + n));
      },
    ),
  ));
it('quantiles equal those summed from the closed form', () => {
  const distribution = betaBinomial(50, 9, 3);
  expect([0.1, 0.25, 0.5, 0.75, 0.9].map((share) => quantile(distribution, share))).toEqual([28, 33, 38, 43, 46]);
});
it('a window that can no longer be kept has chance 1, one that cannot be missed 0', () => {
  const past = { keptBefore: 0, brokenBefore: 0 };
  const misses = (kept: number, broken: number) => kept / (kept + broken) < 0.9;
  expect(windowChance({ kept: 0, broken: 5, remaining: 10, ...past }, misses)).toBe(1);
  expect(windowChance({ kept: 95, broken: 0, remaining: 5, ...past }, misses)).toBe(0);
});
it('the chance of a window grows with each one broken in it and shrinks with each one kept', () => {
  const misses = (kept: number, broken: number) => kept / (kept + broken) < 0.8;
  const chance = (kept: number, broken: number) => windowChance({ kept, broken, remaining: 60, keptBefore: 300, brokenBefore: 70 }, misses);
  const worse = [0, 4, 8, 12, 16].map((broken) => chance(40, broken));
  expect(worse).toEqual([...worse].sort((a, b) => a - b));
  expect(chance(60, 8)).toBeLessThan(chance(40, 8));
});
it('the exact chance equals the sum over all outcomes', () => {
  const soFar = { kept: 12, broken: 4, remaining: 9, keptBefore: 0, brokenBefore: 0 };
  const misses = (kept: number, broken: number) => kept * 10 < (kept + broken) * 8;
  const distribution = betaBinomial(9, 12 + 0.9 * 8, 4 + 0.1 * 8);
  const slow = distribution.reduce((sum, weight, k) => sum + (misses(12 + k, 4 + 9 - k) ? weight : 0), 0);
  expect(windowChance(soFar, misses)).toBeCloseTo(slow, 12);
});
it('the bands of a forecast stay in order and begin at the figure so far', () => {
  const decided = { kept: 30, broken: 10 };
  const share = { logOdds: 1.5, variance: 0.2 };
  expect(shareQuantiles(decided, 0, share)).toEqual([0.75, 0.75, 0.75, 0.75, 0.75]);
  const bands = shareQuantiles(decided, 40, share);
  expect(bands).toEqual([...bands].sort((a, b) => a - b));
});
it('a state worsens at once and improves only after two calm updates', () => {
  const thresholds = { atRisk: 0.25, likely: 0.8 };
  let rung = climb(CALM, 0.85, thresholds);
  const states = [0.78, 0.74, 0.78, 0.74, 0.74, 0.1, 0.1].map((chance) => {
    rung = climb(rung, chance, thresholds);
    return rung.state;
  });
  expect(states).toEqual(['likely', 'likely', 'likely', 'likely', 'at-risk', 'at-risk', 'on-track']);
});
it('the backstop makes it at risk whatever the forecast says', () => {
  expect(climb(CALM, 0.01, { atRisk: 0.25, likely: 0.8 }, 'at-risk').state).toBe('at-risk');
});
