import { expect, it } from 'vitest';
import { allowanceOf, durationMsOf } from './duration.ts';

it('[TIM-1] a decimal duration is taken exactly, and refused where it is no whole number of milliseconds', () => {
  expect(['1.1h', '0.07h', '2077.639s', '131072.74s', '0.5min'].map(durationMsOf)).toEqual([
    3_960_000, 252_000, 2_077_639, 131_072_740, 30_000,
  ]);
  expect([allowanceOf('0.0001s'), allowanceOf('1.00001s')]).toEqual([null, null]);
  expect(durationMsOf('<1.1h')).toBe(3_959_999);
});
