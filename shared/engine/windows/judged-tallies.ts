import type { BookPromise, Deadline } from '../../book/index.ts';
import { isAboveTolerance, type Tally } from '../../measure/index.ts';
import type { EngineState, Line } from '../state.ts';

/**
 * The tallies that a deadline's period is broken by: its own; of the line of all groups where it is judged as its worst, that of
 * each group (WIN-8).
 */
export function judgedTallies(state: EngineState, line: Line, promise: Deadline, tally: Tally): readonly Tally[] {
  if (promise.roll !== 'worst' || promise.group === null || line.group !== null) return [tally];
  const groups = [...state.lines.values()].filter((other) => other.promise === line.promise && other.group !== null);
  return groups.map((group) => group.tallies.get(tally.fromAtMs)).filter((each) => each !== undefined);
}

/** Whether more broke in a period than the promise tolerates, in all or in any group (WIN-8). */
export function isPeriodBroken(state: EngineState, line: Line, promise: Deadline, tally: Tally): boolean {
  return judgedTallies(state, line, promise, tally).some(({ kept, broken }) => isAboveTolerance(promise.tolerate, kept, broken));
}

/** The groups whose own lines are broken, where all of them are judged as their worst; none elsewhere. */
export function brokenGroupsOf(state: EngineState, line: Line, promise: BookPromise): readonly Line[] {
  if (promise.kind !== 'deadline' || promise.roll !== 'worst' || promise.group === null || line.group !== null) return [];
  return [...state.lines.values()].filter((group) => {
    const isOther = group.promise !== line.promise || group.group === null || group.current.fromAtMs !== line.current.fromAtMs;
    return !isOther && isPeriodBroken(state, group, promise, group.current);
  });
}
