import type { State, WallBoard, WallLine } from '../../shared/view/index.ts';

/** How many lines are in each state. The states that are well, `on-track` and `kept`, count together. */
export type Tally = {
  readonly total: number;
  readonly well: number;
  readonly atRisk: number;
  readonly likely: number;
  readonly broken: number;
  readonly noData: number;
  readonly idle: number;
};

/** @param more lines that do not stand on the wall, by state. */
export function tallyOf(lines: readonly WallLine[], more: WallBoard['more'] = {}): Tally {
  const count = (...states: readonly State[]): number =>
    lines.filter(({ state }) => states.includes(state)).length + states.reduce((sum, state) => sum + (more[state] ?? 0), 0);
  return {
    total: lines.length + Object.values(more).reduce((sum, each) => sum + each, 0),
    well: count('on-track', 'kept'),
    atRisk: count('at-risk'),
    likely: count('likely'),
    broken: count('broken'),
    noData: count('no-data'),
    idle: count('idle'),
  };
}

/** Neither broken nor unknown. At risk and likely still count, and so does a line with nothing to judge: it has broken nothing. */
export function keptSoFar(tally: Tally): number {
  return tally.total - tally.broken - tally.noData;
}

export function inTrouble(tally: Tally): number {
  return tally.atRisk + tally.likely + tally.broken + tally.noData;
}

const BADNESS: { readonly [S in State]: number } = {
  idle: 0,
  kept: 0,
  'on-track': 0,
  'at-risk': 1,
  likely: 2,
  'no-data': 3,
  broken: 4,
};

/** The greater, the worse; 0 calls for nobody. */
export function badness(state: State): number {
  return BADNESS[state];
}
