import fc from 'fast-check';
import { expect, it } from 'vitest';
import { zoneOf } from '../calendar/index.ts';
import type { Obligation } from '../clock/index.ts';
import { betaBinomial, CALM, climb, FirstForecaster, quantile, shareQuantiles, windowChance } from './index.ts';

const MINUTE_MS = 60_000;
const NO_FACTS = { inboundLateMs: null, expectedAtMs: null };

/** A flight scheduled at noon UTC of a day, tolerated 15 min. */
function flight(day: number, leftAfterMs: number | null): Obligation {
  const scheduledAtMs = Date.UTC(2013, 0, 1 + day, 12);
  const dueAtMs = scheduledAtMs + 15 * MINUTE_MS;
  const metAtMs = leftAfterMs === null ? null : scheduledAtMs + leftAfterMs;
  const state = metAtMs === null ? 'open' : metAtMs <= dueAtMs ? 'kept' : 'broken';
  return {
    promise: 'leaves',
    subject: `f${day}`,
    nth: 1,
    stage: null,
    workedMs: null,
    version: '1970-01-01',
    group: null,
    openedAtMs: scheduledAtMs - 24 * 60 * MINUTE_MS,
    scheduledAtMs,
    dueAtMs,
    metAtMs,
    state,
    decidedAtMs: metAtMs,
    unconfirmed: false,
    settlesAtMs: null,
    resumesAtMs: null,
    reason: null,
    owedMinor: 0,
    backstopAtMs: null,
    isProvisional: false,
    opening: {},
  };
}

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
  const soFar = { kept: 30, broken: 10, remaining: 40, keptBefore: 0, brokenBefore: 0 };
  expect(shareQuantiles(soFar, 0)).toEqual([0.75, 0.75, 0.75, 0.75, 0.75]);
  const bands = shareQuantiles(soFar, 40);
  expect(bands).toEqual([...bands].sort((a, b) => a - b));
});
it('what finished is learned, and what is unlearned leaves no trace', () => {
  const forecaster = new FirstForecaster(zoneOf('UTC'));
  const open = flight(99, null);
  const fresh = forecaster.forecast(open, NO_FACTS, open.scheduledAtMs as number).chance;
  for (let day = 0; day < 30; day += 1) forecaster.learn(flight(day, day % 2 === 0 ? 40 * MINUTE_MS : -2 * MINUTE_MS), 1);
  const learned = forecaster.forecast(open, NO_FACTS, open.scheduledAtMs as number).chance;
  for (let day = 0; day < 30; day += 1) forecaster.learn(flight(day, day % 2 === 0 ? 40 * MINUTE_MS : -2 * MINUTE_MS), -1);
  expect(learned).toBeGreaterThan(0.5);
  expect(forecaster.forecast(open, NO_FACTS, open.scheduledAtMs as number).chance).toBe(fresh);
});
it('the longer it has not left, the likelier it breaks', () => {
  const forecaster = new FirstForecaster(zoneOf('UTC'));
  for (let day = 0; day < 60; day += 1) forecaster.learn(flight(day, ((day % 20) - 3) * MINUTE_MS), 1);
  const open = flight(99, null);
  const chances = [-40, -10, 0, 5, 10, 14].map(
    (minutes) => forecaster.forecast(open, NO_FACTS, (open.scheduledAtMs as number) + minutes * MINUTE_MS).chance,
  );
  expect(chances).toEqual([...chances].sort((a, b) => a - b));
});
it('a late inbound vehicle outweighs the hour, and says so in words', () => {
  const forecaster = new FirstForecaster(zoneOf('UTC'));
  const open = flight(99, null);
  const nowAtMs = (open.scheduledAtMs as number) - 50 * MINUTE_MS;
  expect(forecaster.forecast(open, { inboundLateMs: 60 * MINUTE_MS, expectedAtMs: null }, nowAtMs)).toMatchObject({
    driver: { key: 'driver.inbound', args: { minutes: 60 } },
  });
  expect(forecaster.forecast(open, { inboundLateMs: 60 * MINUTE_MS, expectedAtMs: null }, nowAtMs).chance).toBeGreaterThan(0.9);
  expect(forecaster.forecast(open, { inboundLateMs: -60 * MINUTE_MS, expectedAtMs: null }, nowAtMs).driver.key).toBe('driver.base-rate');
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
