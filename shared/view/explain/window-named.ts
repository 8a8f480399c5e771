import {
  availabilityAt,
  type EngineState,
  isRolling,
  type Line,
  lineIdOf,
  promiseAt,
  rolls,
  type Standing,
  type SubjectLine,
  standingIn,
  standingOf,
  windowFor,
} from '../../engine/index.ts';
import { emptyTally, type Tally } from '../../measure/index.ts';

/** One window: of a line, with its counts, or of a subject of an availability. */
export type NamedWindow = { readonly fromAtMs: number; readonly isRolling: boolean } & (
  | { readonly kind: 'line'; readonly line: Line; readonly tally: Tally }
  | { readonly kind: 'subject'; readonly line: SubjectLine; readonly standing: Standing }
);

/** What names a window: the promise, its group or the subject of an availability, and an instant inside it. */
export type WindowName = { readonly promise: string; readonly group: string | null; readonly atMs: number };

/**
 * The window of that name; of one that rolls it is the one of now, whatever the instant. `null` where the promise has no such line,
 * and for a window that has not begun.
 */
export function windowNamed(state: EngineState, { promise, group, atMs }: WindowName): NamedWindow | null {
  const id = lineIdOf(promise, group);
  const subject = state.subjects.get(id);
  if (subject !== undefined && subject.promise === promise) {
    const terms = availabilityAt(state, promise, atMs);
    if (isRolling(terms.window)) return ofSubject(subject, standingOf(state, subject), true);
    const window = windowFor(state, terms, atMs);
    return window.fromAtMs > state.nowAtMs ? null : ofSubject(subject, standingIn(state, subject, window), false);
  }
  const line = state.lines.get(id);
  if (line === undefined || line.promise !== promise || line.group !== group) return null;
  if (rolls(line)) return ofLine(line, line.current, true);
  const window = windowFor(state, promiseAt(state, promise, atMs), atMs);
  if (window.fromAtMs > state.nowAtMs) return null;
  const known = window.fromAtMs === line.current.fromAtMs ? line.current : line.tallies.get(window.fromAtMs);
  return ofLine(line, known ?? emptyTally(window), false);
}

function ofLine(line: Line, tally: Tally, rolling: boolean): NamedWindow {
  return { kind: 'line', line, tally, fromAtMs: tally.fromAtMs, isRolling: rolling };
}

function ofSubject(line: SubjectLine, standing: Standing, rolling: boolean): NamedWindow {
  return { kind: 'subject', line, standing, fromAtMs: standing.window.fromAtMs, isRolling: rolling };
}
