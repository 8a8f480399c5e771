import fc from 'fast-check';
import { expect, it } from 'vitest';
import { amountIn, slideScaleOf, textAt } from './slide-scale.ts';

it.each([
  ['4h', { from: 1, to: 8, step: 0.2 }],
  ['30min', { from: 8, to: 60, step: 1 }],
  ['>= 95%', { op: '>=', from: 85, to: 100, step: 0.5 }],
  ['>= 99.9%', { op: '>=', from: 98.9, step: 0.05 }],
])('%s is slid around', (text, scale) => {
  const found = slideScaleOf(text);
  expect(found).not.toBe(null);
  for (const [name, amount] of Object.entries(scale))
    if (typeof amount === 'number') expect(found?.[name as 'from'], name).toBeCloseTo(amount);
    else expect(found?.op).toBe(amount);
});
it.each(['', 'by tier', 'office', '0%', '2wd 3h'])('%j is not', (text) => expect(slideScaleOf(text)).toBe(null));
it('every place of a slider is an amount that is read back, and the middle is what there was', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0.01, max: 99.99, noNaN: true }),
      fc.constantFrom('%', 'h', 'min', ''),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (base, unit, share) => {
        const text = `${Number(base.toFixed(2)) || 1}${unit}`;
        const scale = slideScaleOf(text);
        if (scale === null) throw new Error(text);
        expect(scale.from).toBeLessThanOrEqual(scale.base);
        expect(scale.to).toBeGreaterThanOrEqual(scale.base);
        expect(amountIn(scale, text)).toBe(scale.base);
        const amount = scale.from + share * (scale.to - scale.from);
        expect(Math.abs(amountIn(scale, textAt(scale, amount)) - amount)).toBeLessThanOrEqual(scale.step);
      },
    ),
    { seed: 8 },
  );
});
