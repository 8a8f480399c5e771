import type { Count, Deadline, Ratio } from '../../book/index.ts';
import { closingVerdict, type EngineState, earlierWindows, type Line, rolls, silentSince } from '../../engine/index.ts';
import type { Tally, Window } from '../../measure/index.ts';
import type { CrewCell, CrewUnit } from './crew.ts';

const CELLS = 7;
const WITHIN_A_DAY: readonly CrewUnit[] = ['hour', 'shift', 'day'];

/** The last seven days, today included, each with the windows that began on it; of longer windows the last seven of these (CREW-4). */
export function crewStrip(state: EngineState, line: Line, promise: Deadline | Ratio | Count, unit: CrewUnit): readonly CrewCell[] {
  if (rolls(line)) return [];
  if (!WITHIN_A_DAY.includes(unit)) return longCells(state, line, promise);
  const { zone } = promise.calendar;
  const today = zone.localDayOf(state.nowAtMs);
  return Array.from({ length: CELLS }, (_, index) => {
    const day = today - CELLS + 1 + index;
    const [fromAtMs, toAtMs] = [zone.startOfLocalDay(day), zone.startOfLocalDay(day + 1)];
    const tallies = [...line.tallies.values()].filter((tally) => tally.fromAtMs >= fromAtMs && tally.fromAtMs < toAtMs);
    return tallies.length === 0 ? emptyCell(state, promise, { fromAtMs, toAtMs }) : cellOf(state, line, fromAtMs, tallies);
  });
}

function longCells(state: EngineState, line: Line, promise: Deadline | Ratio | Count): readonly CrewCell[] {
  const earlier = [...earlierWindows(line, promise)].slice(0, CELLS - 1).reverse();
  const past = earlier.map(({ window, tally }) =>
    tally === undefined ? emptyCell(state, promise, window) : cellOf(state, line, window.fromAtMs, [tally]),
  );
  return [...past, cellOf(state, line, line.current.fromAtMs, [line.current])];
}

/** Of a time that holds nothing: nobody knows whether there was nothing, where its feed was silent (FEED-3). */
function emptyCell(state: EngineState, promise: Deadline | Ratio | Count, window: Window): CrewCell {
  const isSilent = silentSince(state, promise, window, window.toAtMs > state.nowAtMs) !== null;
  return { fromAtMs: window.fromAtMs, state: isSilent ? 'no-data' : 'idle', kept: 0, judged: 0 };
}

/** As bad as its worst window. One that runs counts once it is broken. */
function cellOf(state: EngineState, line: Line, fromAtMs: number, tallies: readonly Tally[]): CrewCell {
  const verdicts = tallies.filter((tally) => tally.fromAtMs <= state.nowAtMs).map((tally) => verdictOf(state, line, tally));
  const count = (verdict: CrewCell['state']) => verdicts.filter((each) => each === verdict).length;
  const [kept, broken] = [count('kept'), count('broken')];
  const worst = (['broken', 'running', 'kept', 'no-data'] as const).find((each) => count(each) > 0);
  return { fromAtMs, state: worst ?? 'idle', kept, judged: kept + broken };
}

function verdictOf(state: EngineState, line: Line, tally: Tally): CrewCell['state'] {
  if (tally.toAtMs <= state.nowAtMs) return closingVerdict(state, line, tally);
  return line.state === 'broken' || line.state === 'no-data' || line.state === 'idle' ? line.state : 'running';
}
