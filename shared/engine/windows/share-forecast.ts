import { type Goal, type WindowForecast, type WindowNow, windowDriver } from '../../foresight/index.ts';
import type { Text } from '../../text/index.ts';
import type { EngineState, Line } from '../state.ts';
import { goalOf } from '../warnings/tell-windows.ts';

type Asked = { readonly now: WindowNow; readonly goal: Goal | null };

/** What comes of a line's window by the share that it keeps: by the engine's own counts, and by what foresight knows of its course. */
export function forecastOfShare(state: EngineState, line: Line): WindowForecast {
  const { now, goal } = askedOf(state, line);
  return state.windows.forecast(line.promise, now, goal, state.nowAtMs);
}

/** What moved that forecast most, in words; `null` where nothing is promised. */
export function driverOfShare(state: EngineState, line: Line): Text | null {
  const { now, goal } = askedOf(state, line);
  if (goal === null) return null;
  const forecast = state.windows.forecast(line.promise, now, goal, state.nowAtMs);
  return windowDriver(state.windows.of(line.promise), forecast, now, goal);
}

function askedOf({ book }: EngineState, { current, promise, group }: Line): Asked {
  const { kept, broken, open, noData } = current;
  return { goal: goalOf(book, promise, group, current), now: { window: current, group, decided: { kept, broken }, open: open + noData } };
}
