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
it('what does not stand on the wall is counted by its state', () => {
  const { total, well, broken } = tallyOf(WALL_VIEWS.mock.lines, { kept: 20, 'on-track': 3, broken: 1 });
  expect([total - TALLY.total, well - TALLY.well, broken - TALLY.broken]).toEqual([24, 23, 1]);
});
