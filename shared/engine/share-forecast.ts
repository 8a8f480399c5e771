import type { WindowForecast } from '../foresight/index.ts';
import type { EngineState, Line } from './state.ts';
import { goalOf } from './tell-windows.ts';

/** What comes of a line's window by the share that it keeps: by the engine's own counts, and by what foresight knows of its course. */
export function forecastOfShare(state: EngineState, line: Line): WindowForecast {
  const { current, promise, group } = line;
  const { kept, broken } = current;
  const goal = goalOf(state.book, promise, group, current);
  const now = { window: current, group, decided: { kept, broken }, open: current.open + current.noData };
  return state.windows.forecast(promise, now, goal, state.nowAtMs);
}
