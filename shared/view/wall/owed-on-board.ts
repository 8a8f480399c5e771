import type { Board } from '../../book/index.ts';
import { type EngineState, promiseAt } from '../../engine/index.ts';

/**
 * All that the promises of a board owe to somebody outside and nobody has settled, in minor units: what broke yesterday is still
 * owed today. It is what the lines of the ledger in the state `owed` add up to, kept as sums because a wall asks ten times a second.
 */
export function owedOnBoard(state: EngineState, board: Board): number {
  const promises = new Set(board.promises);
  const { written } = state.windowLedger;
  let sum = 0;
  for (const { id, promise, group, tallies } of state.lines.values()) {
    if (!promises.has(promise)) continue;
    // Its own line holds its groups; a ratio has what the promise that it counts owes.
    if (group === null && promiseAt(state, promise, state.nowAtMs).kind === 'deadline')
      for (const { owedMinor } of tallies.values()) sum += owedMinor;
    for (const owedMinor of written.get(id)?.values() ?? []) sum += owedMinor;
  }
  for (const { id, promise } of state.subjects.values())
    if (promises.has(promise)) for (const owedMinor of written.get(id)?.values() ?? []) sum += owedMinor;
  return sum;
}
