import type { Count, Deadline, Ratio } from '../book/index.ts';
import { closingVerdict, type EngineState, earlierWindows, type Line, rolls } from '../engine/index.ts';
import type { Tally } from '../measure/index.ts';
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
    return cellOf(state, line, fromAtMs, tallies);
  });
}

function longCells(state: EngineState, line: Line, promise: Deadline | Ratio | Count): readonly CrewCell[] {
  const earlier = [...earlierWindows(line, promise)].slice(0, CELLS - 1).reverse();
  const past = earlier.map(({ window, tally }) => cellOf(state, line, window.fromAtMs, tally === undefined ? [] : [tally]));
  return [...past, cellOf(state, line, line.current.fromAtMs, [line.current])];
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
