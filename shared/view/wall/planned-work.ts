import type { Board } from '../../book/index.ts';
import { spanAt } from '../../clock/index.ts';
import { type EngineState, promiseAt, standingOf, subjectLinesOf } from '../../engine/index.ts';
import type { Bilingual } from '../../text/index.ts';

/** Work that was announced with its end and goes on now: what it stops is on neither side of a figure (AVL-2, CLK-2). */
export type PlannedWork = {
  /** How many subjects it stops, of how many that are in service. */
  readonly subjects: number;
  readonly inService: number;
  /** When the last of it is to end. */
  readonly untilAtMs: number;
  /** Of the promises that it bears on, in the order of the board. */
  readonly promises: readonly Bilingual[];
};

/** What of a board's availability promises is stopped by planned work now; `null` while nothing is. */
export function plannedWork(state: EngineState, board: Board): PlannedWork | null {
  const stopped = new Set<string>();
  const inService = new Set<string>();
  const promises: Bilingual[] = [];
  let untilAtMs = 0;
  for (const id of board.promises) {
    const promise = promiseAt(state, id, state.nowAtMs);
    if (promise.kind !== 'availability' || promise.stops.length === 0) continue; // Most boards have nothing to look for.
    let isStopped = false;
    for (const line of subjectLinesOf(state, id)) {
      const { uptime, isInService } = standingOf(state, line);
      if (isInService) inService.add(line.subject);
      const span = spanAt(uptime.planned, state.nowAtMs);
      if (span === undefined) continue;
      isStopped = true;
      stopped.add(line.subject);
      untilAtMs = Math.max(untilAtMs, span.toAtMs);
    }
    if (isStopped) promises.push(promise.short);
  }
  return stopped.size === 0 ? null : { subjects: stopped.size, inService: inService.size, untilAtMs, promises };
}
