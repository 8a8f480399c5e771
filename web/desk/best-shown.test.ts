import { expect, it } from 'vitest';
import { bestShown } from './best-shown.ts';

const best = ['a', 'b', 'c', 'd', 'e'].map((id) => ({ id }));
const rows = ['a', 'b', 'c', 'd', 'e'].map((id) => ({ id, ackedBy: null }));

it('[WARN-8] the first three are on the desk', () => expect(bestShown(best, rows)).toEqual(['a', 'b', 'c']));
it('[WARN-8] one that somebody has just acknowledged makes room for the next', () =>
  expect(bestShown(best, [...rows.slice(1), { id: 'a', ackedBy: 'Ann' }])).toEqual(['b', 'c', 'd']));
it('[WARN-8] one that the desk does not list is not named', () => expect(bestShown(best, rows.slice(3))).toEqual(['d', 'e']));
