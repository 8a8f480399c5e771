import type { Board } from '../book/index.ts';
import type { EngineState } from '../engine/index.ts';

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
    if (group === null) for (const { owedMinor } of tallies.values()) sum += owedMinor; // It holds its groups.
    for (const owedMinor of written.get(id)?.values() ?? []) sum += owedMinor;
  }
  for (const { id, promise } of state.subjects.values())
    if (promises.has(promise)) for (const owedMinor of written.get(id)?.values() ?? []) sum += owedMinor;
  return sum;
}
