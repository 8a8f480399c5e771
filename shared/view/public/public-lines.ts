import { type EngineState, type Line, promiseAt } from '../../engine/index.ts';

/** The lines that a promise as a whole is judged by: of a deadline the one over all groups, of any other each of its groups. */
export function linesOfPromise(state: EngineState, promiseId: string): readonly Line[] {
  const isDeadline = promiseAt(state, promiseId, state.nowAtMs).kind === 'deadline';
  return [...state.lines.values()].filter(({ promise, group }) => promise === promiseId && (!isDeadline || group === null));
}
