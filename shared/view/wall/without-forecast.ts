import type { State, WallView } from './wall.ts';

/**
 * A wall of what is known now of an instant that has gone by: nothing is forecast of it, so that chances, and the states and the money
 * that hang on them, are not shown.
 */
export function withoutForecast(view: WallView): WallView {
  return {
    ...view,
    board: { ...view.board, atStakeMinor: 0, warnings: NO_WARNINGS, alarmLoad: { inTenMinutes: 0, isFlood: false, groups: [] } },
    lines: view.lines.map((line) => ({ ...line, state: certain(line.state), chance: null, costMinor: 0, warnedAtMs: null })),
    hot: view.hot.map((hot) => ({
      ...hot,
      forecast: [],
      nextItem: hot.nextItem === null ? null : { ...hot.nextItem, chance: null },
      warnedAtMs: null,
      why: null,
    })),
    next: view.next.map((row) => ({ ...row, state: certain(row.state), chance: null, why: null, warnedAtMs: null, warnedBy: null })),
    nextBest: [],
    changes: [],
  };
}

const NO_WARNINGS = { raised: 0, byRule: 0, true: 0, false: 0, averted: 0, missed: 0, medianLeadMinutes: null };

function certain(state: State): State {
  return state === 'at-risk' || state === 'likely' ? 'on-track' : state;
}
