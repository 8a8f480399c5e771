import { expect, it } from 'vitest';
import type { CalibrationBin } from '../../shared/review/index.ts';
import { usedBins, worstBin } from './calibration.ts';

const bin = (said: number, broke: number, isOff: boolean, n = 50): CalibrationBin => {
  return {
    from: Math.floor(said * 10) / 10,
    to: Math.floor(said * 10) / 10 + 0.1,
    n,
    said,
    broke,
    low: broke - 0.1,
    high: broke + 0.1,
    isOff,
  };
};

it('names the bin that is furthest off, of those that are off at all', () => {
  const bins = [bin(0.05, 0.03, false), bin(0.25, 0.9, false), bin(0.65, 0.78, true), bin(0.85, 0.95, true)];
  expect(worstBin(bins)?.said).toBe(0.65);
  expect(worstBin(bins.slice(0, 2))).toBe(null);
});

it('a bin in which nothing was decided is not drawn', () => {
  expect(usedBins([bin(0.1, 0, false, 0), bin(0.3, 0.3, false)])).toHaveLength(1);
});
