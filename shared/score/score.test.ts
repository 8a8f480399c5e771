import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Course, scoreOf } from './index.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const ALL = { fromAtMs: 0, toAtMs: Number.POSITIVE_INFINITY };
const AT_80 = () => 0.8;

/** One that had ten hours from a day on, foretold at its opening and at half, and decided after so many hours. */
function course(day: number, [opening, half]: readonly [number, number | null], brokenAfterHours: number | null = null): Course {
  const startAtMs = day * DAY_MS;
  const atHalf = { moment: 'half', atMs: startAtMs + 5 * HOUR_MS, leftShare: 0.5 };
  return {
    about: 'a',
    startAtMs,
    endAtMs: startAtMs + 10 * HOUR_MS,
    isBroken: brokenAfterHours !== null,
    brokeAtMs: brokenAfterHours === null ? null : startAtMs + brokenAfterHours * HOUR_MS,
    ruleAtMs: brokenAfterHours === null ? null : startAtMs + 7.5 * HOUR_MS,
    cases: null,
    foretold: [
      { moment: 'opening', atMs: startAtMs, leftShare: 1, chance: opening },
      ...(half === null ? [] : [{ ...atHalf, chance: half }]),
    ],
  };
}

const courses = fc
  .array(
    fc.record({ opening: fc.integer({ min: 0, max: 100 }), half: fc.option(fc.integer({ min: 0, max: 100 })), isBroken: fc.boolean() }),
    {
      minLength: 1,
      maxLength: 60,
    },
  )
  .map((all) =>
    all.map(({ opening, half, isBroken }, day) => course(day, [opening / 100, half === null ? null : half / 100], isBroken ? 10 : null)),
  );

it('[FOR-30] moments stand in the order of time, each with those that were still open at it', () => {
  const score = scoreOf([course(1, [0.1, null]), course(2, [0.9, 0.95], 10), course(3, [0.2, 0.3])], { ...ALL, thresholdAt: AT_80 });
  expect(score.moments.map(({ moment, n, brokenShare }) => [moment, n, brokenShare])).toEqual([
    ['opening', 3, 1 / 3],
    ['half', 2, 1 / 2],
  ]);
});
it('[FOR-30] what was foretold before the first instant is not scored', () => {
  const score = scoreOf([course(1, [0.1, 0.1]), course(2, [0.9, 0.9], 10)], { ...ALL, fromAtMs: 2 * DAY_MS, thresholdAt: AT_80 });
  expect(score.moments.map(({ n }) => n)).toEqual([1, 1]);
  expect(score.warnings).toMatchObject({ raised: 1, isTrue: 1, missed: 0 });
});
it('[FOR-31] the base rate at a forecast knows what had ended by then at the same moment', () => {
  const all = [course(1, [0, null], 10), course(2, [0, null]), course(3, [0, null], 10)];
  const [opening] = scoreOf(all, { ...ALL, fromAtMs: 3 * DAY_MS, thresholdAt: AT_80 }).moments;
  expect(opening?.baseRate.brier).toBeCloseTo(0.25, 12); // One of two had broken.
  expect(opening?.skill).toBeCloseTo(1 - 1 / 0.25, 12);
});
it('[FOR-32] a warning stands from the first forecast that reaches the threshold, and leads by the time to the breach', () => {
  const all = [course(1, [0.85, 0.9], 10), course(2, [0.5, 0.8], 9), course(3, [0.9, null]), course(4, [0.1, 0.2], 10)];
  expect(scoreOf(all, { ...ALL, thresholdAt: AT_80 }).warnings).toEqual({
    raised: 3,
    isTrue: 2,
    isFalse: 1,
    missed: 1,
    precision: 2 / 3,
    recall: 2 / 3,
    medianLeadMs: 7 * HOUR_MS, // Ten hours and four.
    halfLeftShare: 2 / 3,
  });
});
it('[FOR-32] the rule of three quarters leads by what is left then', () => {
  const { ruleWarnings } = scoreOf([course(1, [0, 0], 10), course(2, [0, null])], { ...ALL, thresholdAt: AT_80 });
  expect(ruleWarnings).toMatchObject({ raised: 1, precision: 1, recall: 1, medianLeadMs: 2.5 * HOUR_MS, halfLeftShare: 0 });
});
it('[FOR-32] the higher the threshold, the fewer warnings and the fewer breaches that are warned of', () =>
  fc.assert(
    fc.property(courses, (all) => {
      const { curve } = scoreOf(all, { ...ALL, thresholdAt: AT_80 });
      curve.forEach((point, at) => {
        const before = curve[at - 1];
        expect(point.raised).toBeLessThanOrEqual(before?.raised ?? Number.POSITIVE_INFINITY);
        expect(point.isTrue).toBeLessThanOrEqual(before?.isTrue ?? Number.POSITIVE_INFINITY);
        expect(point.isTrue + point.isFalse).toBe(point.raised);
        expect(point.isTrue + point.missed).toBe(all.filter(({ isBroken }) => isBroken).length);
      });
    }),
  ));
it('[FOR-33] the threshold is the one that was in force at the forecast', () => {
  const all = [course(1, [0.7, null], 10), course(2, [0.7, null], 10)];
  const { warnings } = scoreOf(all, { ...ALL, thresholdAt: (atMs) => (atMs < 2 * DAY_MS ? 0.8 : 0.6) });
  expect(warnings).toMatchObject({ raised: 1, isTrue: 1, missed: 1 });
});
