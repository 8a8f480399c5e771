import { expect, it } from 'vitest';
import { decimalText, exactText, rational, roundBy } from './index.ts';

it('[MON-1] each way of rounding gives its own integer, on a tie and beside it', () => {
  const ways = (n: number) => (['half-up', 'half-even', 'down', 'up'] as const).map((way) => Number(roundBy(rational(n, 10), way)));
  expect([24, 25, 26, 35, 30, -25].map(ways)).toEqual([
    [2, 2, 2, 3],
    [3, 2, 2, 3],
    [3, 3, 2, 3],
    [4, 4, 3, 4],
    [3, 3, 3, 3],
    [-3, -2, -2, -3],
  ]);
});
it('[MON-1] an exact text is a decimal where one is exact, and a fraction elsewhere', () => {
  const texts = [rational(257, 2), rational(46), rational(1, 8), rational(11, 3), rational(-5, 2)];
  expect(texts.map((each) => exactText(each, 2))).toEqual(['128.50', '46.00', '0.125', '11/3', '-2.50']);
  expect([decimalText(5n, 2), decimalText(-5n, 2), decimalText(5n, 0)]).toEqual(['0.05', '-0.05', '5']);
});
