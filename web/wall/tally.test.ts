import { expect, it } from 'vitest';
import { WALL_VIEWS } from '../../test/data/wall-views.ts';
import { badness, inTrouble, keptSoFar, tallyOf } from './tally.ts';

const TALLY = tallyOf(WALL_VIEWS.mock.lines);

it('counts every line once', () => {
  const { total, ...counts } = TALLY;
  expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(total);
});
it('counts at risk and likely as kept so far, and broken and no data not', () => {
  expect([TALLY.total, keptSoFar(TALLY), inTrouble(TALLY)]).toEqual([19, 17, 4]);
});
it('no data is never kept', () => expect(keptSoFar(tallyOf(WALL_VIEWS['no-data'].lines))).toBe(0));
it('broken is worse than unknown, unknown than likely, likely than at risk', () => {
  expect((['broken', 'no-data', 'likely', 'at-risk', 'on-track'] as const).map(badness)).toEqual([4, 3, 2, 1, 0]);
});
