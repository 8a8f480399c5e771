import type { Board } from '../../book/index.ts';
import { type EngineState, promiseAt } from '../../engine/index.ts';

/** The promises whose items a board shows: its own, and those that its ratios count. */
export function promisesOf(state: EngineState, board: Pick<Board, 'promises'>): ReadonlySet<string> {
  const counted = board.promises.map((id) => {
    const promise = promiseAt(state, id, state.nowAtMs);
    return promise.kind === 'ratio' ? (promise.of ?? id) : id;
  });
  return new Set([...board.promises, ...counted]);
}
