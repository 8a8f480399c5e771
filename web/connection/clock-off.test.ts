import { expect, it } from 'vitest';
import { clockOffMs } from './clock-off.ts';

const SERVER_MS = 1_781_768_528_000;

it.each([
  [0, null],
  [59_400, null],
  [-59_400, null],
  [60_000, 60_000],
  [-60_000, -60_000],
  [420_300, 420_000],
  [-86_400_000, -86_400_000],
])('a computer whose date is off by %i ms says %j', (offMs, told) => {
  expect(clockOffMs(SERVER_MS + offMs, SERVER_MS)).toBe(told);
});

it('says nothing before the server is known', () => {
  expect(clockOffMs(SERVER_MS, null)).toBeNull();
});
