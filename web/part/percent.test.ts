import fc from 'fast-check';
import { expect, it } from 'vitest';
import { chancePercent, percentOf, targetPercent } from './percent.ts';

it('never rounds 94.96 % up to a kept 95.0 %', () => expect(percentOf(9_496, 10_000, 'more')).toBe('94.9'));
it('shows exactly 95 % as 95.0', () => expect(percentOf(95, 100, 'more')).toBe('95.0'));
it('shows 29 of 100 as 29.0, although 0.29 × 1000 falls short of 290', () => expect(percentOf(29, 100, 'more')).toBe('29.0'));
it('shows a whole promise kept as 100', () => expect(percentOf(7, 7, 'more')).toBe('100'));
it('never shows one miss among many as 100', () => expect(percentOf(999_999, 1_000_000, 'more')).toBe('99.9'));
it('rounds up where less is better', () => expect(percentOf(501, 10_000, 'less')).toBe('5.1'));
it('[WIN-4] shows nothing while nothing has been decided', () => expect(percentOf(0, 0, 'more')).toBe('—'));
it('never shows more than there is', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1_000_000 }), fc.double({ min: 0, max: 1, noNaN: true }), (all, part) => {
      const good = Math.floor(all * part);
      expect(Number(percentOf(good, all, 'more')) * all).toBeLessThanOrEqual(good * 100 + 1e-6);
    }),
    { seed: 412 },
  );
});

it.each([
  [0.95, '95'],
  [0.9995, '99.95'],
  [1 - 0.2, '80'],
  [1 - 0.05, '95'],
])('a target of %f is %s %%', (share, text) => expect(targetPercent(share)).toBe(text));

it.each([
  [0, '1%'],
  [0.004, '1%'],
  [0.715, '72%'],
  [1, '99%'],
  [null, '—'],
])('a chance of %s reads %s', (chance, text) => expect(chancePercent(chance)).toBe(text));
