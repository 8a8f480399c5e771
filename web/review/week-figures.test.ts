import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createReviewWords } from './review-words.ts';
import { bulletOf, figureText, leadText, ratioText } from './week-figures.ts';

const words = createReviewWords({ language: 'en', timezone: 'UTC', currency: 'CNY' });

it('a share is floored, so that a broken promise never reads as a kept one', () => {
  const row = { keptShare: 0.94996, value: null, unit: null, good: 94_996, all: 100_000 };
  expect(figureText(row, words)).toBe('94.9%');
  expect(figureText({ ...row, all: 0, good: 0 }, words)).toBe('—');
});

it('a figure that is no share has its value, with its unit where it has one', () => {
  const row = { keptShare: null, value: 31, unit: 'min', good: 0, all: 0 } as const;
  expect([
    figureText(row, words),
    figureText({ ...row, unit: null, value: 2.5 }, words),
    figureText({ ...row, value: null }, words),
  ]).toEqual(['31 min', '2.5', '—']);
  expect([ratioText(0.714), ratioText(null), leadText({ medianLeadMs: 22 * 60_000 }, words)]).toEqual(['0.71', '—', '22 min']);
});

it('on the bar a share lies past its target exactly when it meets it', () => {
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(share, share, (keptShare, targetShare) => {
      const bullet = bulletOf({ keptShare, targetShare });
      if (bullet === null) throw new Error('There is a share and a target.');
      if (keptShare >= targetShare) expect(bullet.value).toBeGreaterThanOrEqual(bullet.target);
      else expect(bullet.value).toBeLessThanOrEqual(bullet.target);
      expect(bullet.value >= 0 && bullet.value <= 1 && bullet.target >= 0 && bullet.target <= 1).toBe(true);
    }),
  );
  expect(bulletOf({ keptShare: null, targetShare: 1 })).toBe(null);
});
