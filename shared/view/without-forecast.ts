import type { State, WallView } from './wall.ts';

/**
 * A wall of what is known now of an instant that has gone by: nothing is forecast of it, so that chances, and the states and the money
 * that hang on them, are not shown.
 */
export function withoutForecast(view: WallView): WallView {
  return {
    ...view,
    board: { ...view.board, atStakeMinor: 0 },
    lines: view.lines.map((line) => ({ ...line, state: certain(line.state), chance: null, costMinor: 0 })),
    hot: view.hot.map((hot) => ({ ...hot, forecast: [], nextItem: hot.nextItem === null ? null : { ...hot.nextItem, chance: null } })),
    next: view.next.map((row) => ({ ...row, state: certain(row.state), chance: null, why: null })),
    changes: [],
  };
}

function certain(state: State): State {
  return state === 'at-risk' || state === 'likely' ? 'on-track' : state;
}
