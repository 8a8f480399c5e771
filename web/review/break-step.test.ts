import { expect, it } from 'vitest';
import { breakBeside } from './break-step.ts';

const BREAKS = [{ atMs: 10 }, { atMs: 20 }, { atMs: 20 }, { atMs: 30 }];

it('goes to the break beside, and stops at both ends', () => {
  expect([breakBeside(BREAKS, 20, 'after'), breakBeside(BREAKS, 20, 'before'), breakBeside(BREAKS, 25, 'before')]).toEqual([30, 10, 20]);
  expect([breakBeside(BREAKS, 30, 'after'), breakBeside(BREAKS, 10, 'before'), breakBeside([], 0, 'after')]).toEqual([null, null, null]);
});
