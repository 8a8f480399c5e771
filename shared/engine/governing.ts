import { type Deadline, promiseIn, type Version, versionAt } from '../book/index.ts';
import type { Obligation } from '../clock/index.ts';
import type { EngineState } from './state.ts';

/** The promise that governs an obligation to its end (OBL-6); of a stage, its own deadline (OBL-10). */
export function governingOf(state: EngineState, obligation: Obligation): Deadline {
  const { promise: id, stage, version, openedAtMs } = obligation;
  if (stage === null) return promiseIn(versionAt(state.book, openedAtMs), id) as Deadline;
  // A stage begins later than its whole, and has the version of that one's opening.
  const whole = promiseIn(state.book.versions.findLast(({ from }) => from === version) as Version, id) as Deadline;
  return whole.stages.find(({ name }) => name === stage)?.deadline as Deadline;
}
