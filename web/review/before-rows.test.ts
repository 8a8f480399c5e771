import { expect, it } from 'vitest';
import type { PromiseBefore, PromiseWeek } from '../../shared/review/index.ts';
import { beforeRows, pointsOf, signed } from './before-rows.ts';

const week = (promise: string, keptShare: number | null, broken: number) => ({ promise, keptShare, broken, value: null }) as PromiseWeek;
const earlier = (promise: string, keptShare: number | null, broken: number) =>
  ({ promise, keptShare, broken, value: null, owedMinor: 0, busyHours: null }) satisfies PromiseBefore;

it('the promise that lost most stands first, and one with nothing in either week is left out', () => {
  const rows = beforeRows({
    promises: [week('same', 0.9, 1), week('worse', 0.8, 4), week('none', null, 0), week('better', 0.99, 0), week('new', 1, 0)],
    before: {
      fromAtMs: 0,
      toAtMs: 1,
      beginsAtMs: null,
      totals: { promisesKept: 0, promisesJudged: 0, promises: 0, kept: 0, broken: 0, owedMinor: 0, finedMinor: 0 },
      promises: [earlier('same', 0.9, 1), earlier('worse', 0.95, 1), earlier('none', null, 0), earlier('better', 0.9, 3)],
    },
  });
  expect(rows.map(({ now }) => now.promise)).toEqual(['worse', 'same', 'better']);
  expect(rows.map((row) => signed(pointsOf(row) ?? 0, 1))).toEqual(['−15.0', '0.0', '+9.0']);
});

it('without a week before there is nothing to compare', () =>
  expect(beforeRows({ promises: [week('a', 1, 0)], before: null })).toEqual([]));
