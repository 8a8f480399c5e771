import { expect, it } from 'vitest';
import { createMoney } from './money.ts';

it.each([
  ['en', 'USD', 2_370_000, '$23.7k'],
  ['en', 'CNY', 620_000, '¥6.2k'],
  ['en', 'CNY', 1_600_000, '¥16.0k'],
  ['en', 'USD', 46_000, '$460'],
  ['en', 'USD', 0, '$0'],
  ['en', 'USD', 99_960, '$1.0k'],
  ['en', 'JPY', 460, '¥460'],
  ['zh', 'CNY', 2_370_000, '¥2.37万'],
  ['zh', 'CNY', 1_600_000, '¥1.60万'],
  ['zh', 'CNY', 620_000, '¥6,200'],
  ['zh', 'USD', 620_000, '$6,200'],
  ['zh', 'CNY', 999_999, '¥1.00万'],
] as const)('%s: %s %i is shortened to %s', (language, currency, minor, text) => {
  expect(createMoney(language, currency).short(minor)).toBe(text);
});

it.each([
  ['en', 'USD', 124_000, '$1,240'],
  ['zh', 'CNY', 124_040, '¥1,240'],
] as const)('%s: %s %i in full is %s', (language, currency, minor, text) => {
  expect(createMoney(language, currency).full(minor)).toBe(text);
});
