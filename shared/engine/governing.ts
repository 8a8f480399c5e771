import { type Deadline, promiseIn, versionAt } from '../book/index.ts';
import type { Obligation } from '../clock/index.ts';
import type { EngineState } from './state.ts';

/** The promise that governs an obligation to its end (OBL-6). */
export function governingOf(state: EngineState, obligation: Obligation): Deadline {
  return promiseIn(versionAt(state.book, obligation.openedAtMs), obligation.promise) as Deadline;
}
