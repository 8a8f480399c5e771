import fc from 'fast-check';
import { expect, it } from 'vitest';
import { breakMarks, dayMarks, hourBars, instantAt, scrubRows, shareAt } from './scrub-shape.ts';

const HOUR_MS = 3_600_000;
const FROM_MS = Date.UTC(2026, 5, 8);
const WEEK = { fromAtMs: FROM_MS, toAtMs: FROM_MS + 168 * HOUR_MS };
const broke = (hours: number) => ({ atMs: FROM_MS + hours * HOUR_MS, promise: 'p', line: 'p' });

it('an instant and its place lead to each other, to the second', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 168 * 3_600 }), (second) => {
      const atMs = FROM_MS + second * 1_000;
      expect(instantAt(shareAt(atMs, WEEK), WEEK)).toBe(atMs);
    }),
  );
  expect([instantAt(-1, WEEK), instantAt(2, WEEK)]).toEqual([WEEK.fromAtMs, WEEK.toAtMs]);
});

it('breaks that lie on each other are one mark, and none is lost', () => {
  const marks = breakMarks([broke(1), broke(1.5), broke(20), broke(100)], WEEK);
  expect(marks.map(({ count }) => count)).toEqual([2, 1, 1]);
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 168 })), (hours) => {
      const all = breakMarks(hours.toSorted((a, b) => a - b).map(broke), WEEK);
      expect(all.reduce((sum, { count }) => sum + count, 0)).toBe(hours.length);
    }),
  );
});

it('the busiest hour is as high as there is room, and an hour without warnings has no bar', () => {
  expect(hourBars([0, 2, 4], WEEK).map(({ height, count }) => [height, count])).toEqual([
    [0.5, 2],
    [1, 4],
  ]);
});

it('days begin at local midnight, also where the clock changes on the way', () => {
  const changeAtMs = FROM_MS + 50 * HOUR_MS;
  const starts = dayMarks({ fromAtMs: FROM_MS + HOUR_MS, toAtMs: WEEK.toAtMs }, (atMs) => (atMs < changeAtMs ? -1 : 0) * HOUR_MS);
  expect(starts.map(({ atMs }) => (atMs - FROM_MS) / HOUR_MS)).toEqual([1, 25, 49, 72, 96, 120, 144]);
});

it('as a table, only hours in which something is marked have a row', () => {
  const marks = {
    breaks: [broke(1)],
    warningsPerHour: [0, 0, 0, 5],
    gaps: [{ feed: 'scans', fromAtMs: FROM_MS + 0.5 * HOUR_MS, toAtMs: FROM_MS + 1.5 * HOUR_MS }],
    nights: [],
  };
  expect(scrubRows(marks, WEEK).map(({ atMs, ...rest }) => [(atMs - FROM_MS) / HOUR_MS, rest])).toEqual([
    [0, { broke: 0, warned: 0, silent: ['scans'] }],
    [1, { broke: 1, warned: 0, silent: ['scans'] }],
    [3, { broke: 0, warned: 5, silent: [] }],
  ]);
});
