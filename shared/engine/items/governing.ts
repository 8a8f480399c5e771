import { type Deadline, promiseIn, type Version } from '../../book/index.ts';
import type { Obligation } from '../../clock/index.ts';
import type { EngineState } from '../state.ts';

/** The promise that governs an obligation to its end (OBL-6); of a stage, its own deadline (OBL-10). */
export function governingOf(state: EngineState, obligation: Obligation): Deadline {
  const { promise: id, stage } = obligation;
  const whole = promiseIn(versionGoverning(state, obligation), id) as Deadline;
  return stage === null ? whole : (whole.stages.find(({ name }) => name === stage)?.deadline as Deadline);
}

/** The version by its date: a stage, and what settles a breach, open later than what they hang on, and are governed by its version. */
export function versionGoverning({ book }: EngineState, { version }: Obligation): Version {
  return book.versions.length === 1 ? (book.versions[0] as Version) : (book.versions.findLast(({ from }) => from === version) as Version);
}
