import { expect, it } from 'vitest';
import { sealDigits } from './seal-text.ts';

it('[LOG-14] the digits of a seal stand in fours', () => {
  expect(sealDigits({ place: 1, hash: '3f9a41c277d0b1e8' })).toBe('3f9a 41c2 77d0 b1e8');
});
