import { type Deadline, versionAt } from '../book/index.ts';
import type { Obligation } from '../clock/index.ts';
import type { EngineState } from './state.ts';

/** The promise that governs an obligation to its end (OBL-6); of a stage, its own deadline (OBL-10). */
export function governingOf(state: EngineState, obligation: Obligation): Deadline {
  const { promise: id, stage, version, openedAtMs } = obligation;
  if (stage === null) return versionAt(state.book, openedAtMs).promises.find((promise) => promise.id === id) as Deadline;
  // A stage begins later than its whole, and has the version of that one's opening.
  const governing = state.book.versions.findLast(({ from }) => from === version);
  const whole = governing?.promises.find((promise) => promise.id === id) as Deadline;
  return whole.stages.find(({ name }) => name === stage)?.deadline as Deadline;
}
