import { expect, it } from 'vitest';
import { sparkOf } from './spark.ts';

const BOX = { width: 184, height: 76 };
const DAY = { toAtMs: 1_000, nowAtMs: 500, silentSinceAtMs: null };
const TARGET = { share: 0.95, breaks: 'below' } as const;
const HISTORY = [0, 250, 500].map((atMs, index) => [atMs, 0.99 - index / 100] as const);
const FORECAST = [[1_000, 0.93, 0.94, 0.95, 0.96, 0.97]] as const;
const INPUT = { ...BOX, ...DAY, target: TARGET, history: HISTORY, forecast: FORECAST };

/** All coordinates of a path. */
function points(path: string): readonly (readonly [x: number, y: number])[] {
  return [...path.matchAll(/[ML]([\d.-]+) ([\d.-]+)/g)].map(([, x, y]) => [Number(x), Number(y)] as const);
}

it('runs from the first point to the end of the window, with now in between', () => {
  const spark = sparkOf(INPUT);
  expect([points(spark.history)[0]?.[0], spark.nowX, points(spark.median).at(-1)?.[0]]).toEqual([0, 92, 184]);
});
it('the forecast begins where the history ends', () => {
  const spark = sparkOf(INPUT);
  expect(points(spark.median)[0]).toEqual(points(spark.history).at(-1));
});
it('only the part of the band past the target is coloured', () => {
  const spark = sparkOf(INPUT);
  expect(Math.min(...points(spark.past).map(([, y]) => y))).toBeCloseTo(spark.targetY, 0);
});
it('a promise that breaks above its target is coloured above it', () => {
  const spark = sparkOf({ ...INPUT, target: { share: 0.95, breaks: 'above' } });
  expect(Math.max(...points(spark.past).map(([, y]) => y))).toBeCloseTo(spark.targetY, 0);
});
it('a forecast that stays on the good side colours nothing', () => {
  expect(sparkOf({ ...INPUT, target: { share: 0.5, breaks: 'below' } }).past).toBe('');
});
it('the edge of the coloured part lies exactly where the band crosses the target', () => {
  const edge = points(sparkOf({ ...INPUT, history: [[500, 0.97]], forecast: [[1_000, 0.93, 0.95, 0.95, 0.95, 0.97]] }).past);
  // p10 falls from 0.97 to 0.93 and crosses 0.95 half way between now and the end.
  expect(edge.some(([x]) => Math.abs(x - (sparkOf(INPUT).nowX + BOX.width) / 2) < 20)).toBe(true);
});
it('a gap ends the line, is hatched, and a new line begins after it', () => {
  const gappy = [
    [0, 0.99],
    [100, null],
    [200, null],
    [300, 0.97],
    [500, 0.97],
  ] as const;
  const spark = sparkOf({ ...INPUT, history: gappy });
  expect([spark.history.match(/M/g)?.length, spark.gaps.length]).toEqual([2, 2]);
});
it('silence is hatched to the end', () => {
  const spark = sparkOf({ ...INPUT, forecast: [], silentSinceAtMs: 500 });
  expect(spark.gaps.map(({ x, width }) => x + width)).toEqual([BOX.width]);
});
it('nothing leaves the box, whatever the first shares of the day were', () => {
  const wild = [[0, 0], [10, 1], ...Array.from({ length: 20 }, (_, index) => [20 + index * 24, 0.97] as const)] as const;
  const { history } = sparkOf({ ...INPUT, history: wild });
  expect(points(history).filter(([x, y]) => x < 0 || x > BOX.width || y < 0 || y > BOX.height)).toEqual([]);
});
it('the first shares of the day do not flatten the rest', () => {
  const wild = [[0, 0], ...Array.from({ length: 20 }, (_, index) => [20 + index * 24, 0.97 - index / 2_000] as const)] as const;
  const ys = points(sparkOf({ ...INPUT, history: wild }).history)
    .slice(6)
    .map(([, y]) => y);
  expect(Math.max(...ys) - Math.min(...ys)).toBeGreaterThan(5);
});
it('without any history there is a target and a now, and no line', () => {
  const spark = sparkOf({ ...INPUT, history: [], forecast: [] });
  expect([spark.history, spark.dot, Number.isFinite(spark.targetY), Number.isFinite(spark.nowX)]).toEqual(['', null, true, true]);
});
it('at the very end of the window the forecast has no width, and nothing breaks', () => {
  const spark = sparkOf({ ...INPUT, nowAtMs: 1_000, forecast: [] });
  expect([spark.nowX, spark.median]).toEqual([BOX.width * 0.8, '']);
});
