import { type Deadline, versionAt } from '../book/index.ts';
import type { Obligation } from '../clock/index.ts';
import type { EngineState } from './state.ts';

/** The promise that governs an obligation to its end (OBL-6). */
export function governingOf(state: EngineState, obligation: Obligation): Deadline {
  return versionAt(state.book, obligation.openedAtMs).promises.find((promise) => promise.id === obligation.promise) as Deadline;
}
