import type { BookPromise } from '../../book/index.ts';
import { closingVerdict, type EngineState, type Line, rolls, targetFor } from '../../engine/index.ts';
import type { CrewStreak } from './crew.ts';

/** Windows that are looked back at: nearly three years of days, six weeks of hours. */
const WINDOWS_MAX = 1_000;

/** How long a promise has been kept without a break, and the longest that it ever was; `null` where no window ever closes. */
export function crewStreak(state: EngineState, line: Line, promise: BookPromise): CrewStreak | null {
  const isOfBadThings = promise.kind === 'count' && targetFor(promise, line)?.op.startsWith('<') === true;
  if (isOfBadThings) return freeOf(state, line);
  return rolls(line) ? null : windowsInRow(state, line);
}

/** Windows without data or with nothing to judge stand aside: they neither add to a streak nor end it. */
function windowsInRow(state: EngineState, line: Line): CrewStreak {
  const over = [...line.tallies.values()].filter(({ toAtMs }) => toAtMs <= state.nowAtMs).sort((a, b) => a.fromAtMs - b.fromAtMs);
  const known = over.slice(-WINDOWS_MAX);
  let [run, best] = [0, 0];
  for (const tally of known) {
    const verdict = closingVerdict(state, line, tally);
    if (verdict === 'kept') run += 1;
    else if (verdict === 'broken') run = 0;
    best = Math.max(best, run);
  }
  return { kind: 'windows', now: line.state === 'broken' ? 0 : run, best, sinceAtMs: known[0]?.fromAtMs ?? null };
}

function freeOf({ nowAtMs }: EngineState, { streak }: Line): CrewStreak | null {
  const now = streak?.at(nowAtMs) ?? null;
  return now === null ? null : { kind: 'free', nowMs: now.streakMs, bestMs: now.recordMs, sinceAtMs: now.sinceAtMs };
}
