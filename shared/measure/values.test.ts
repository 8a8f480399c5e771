import fc from 'fast-check';
import { expect, it } from 'vitest';
import { rational, toNumber } from '../number/index.ts';
import { statisticOf } from './statistic.ts';
import { Values } from './values.ts';

const VALUE = fc.record({ n: fc.integer({ min: -9, max: 9 }), d: fc.integer({ min: 1, max: 4 }), bin: fc.integer({ min: 0, max: 2 }) });

it('[WIN-6] values are the same however they come, are added up and are taken out again', () => {
  fc.assert(
    fc.property(fc.array(VALUE, { minLength: 1 }), fc.array(VALUE), (stay, go) => {
      const [values, rest] = [new Values(), new Values()];
      for (const { n, d, bin } of go) values.put(rational(n, d), bin, 1);
      for (const { n, d, bin } of stay) rest.put(rational(n, d), bin, 1);
      values.add(rest, 1);
      expect(values.sorted.length).toBeGreaterThan(0);
      for (const { n, d, bin } of go) values.put(rational(n, d), bin, -1);
      const sorted = stay.map(({ n, d }) => rational(n, d)).sort((a, b) => toNumber(a) - toNumber(b));
      expect(sorted.map((_, index) => values.nthSmallest(index + 1))).toEqual(sorted);
      expect([values.count, values.entries]).toEqual([stay.length, rest.entries]);
      const { below, upTo } = values.countsUpTo(rational(1, 3));
      expect(below).toBe(stay.filter(({ n, d }) => 3 * n < d).length);
      expect(upTo).toBe(stay.filter(({ n, d }) => 3 * n <= d).length);
    }),
  );
});
it('[WIN-6] values that differ by less than a double can tell stand in their order', () => {
  const values = new Values();
  const [less, more] = [rational(10n ** 30n, 3n), rational(10n ** 30n + 1n, 3n)];
  for (const value of [more, less]) values.put(value, 0, 1);
  expect([values.nthSmallest(1), values.nthSmallest(2), values.nthSmallest(3)]).toEqual([less, more, null]);
  expect(statisticOf('median', values)).toEqual(rational(2n * 10n ** 30n + 1n, 6n));
});
it('there is no statistic of no values', () => {
  for (const statistic of ['mean', 'median', 'p90', 'p95'] as const)
    expect([statisticOf(statistic, null), statisticOf(statistic, new Values())]).toEqual([null, null]);
});
