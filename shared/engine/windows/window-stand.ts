import type { BookPromise, Deadline, Target } from '../../book/index.ts';
import type { Joining } from '../../clock/index.ts';
import type { JsonObject } from '../../event/index.ts';
import { attainmentOf, type Tally, type Window } from '../../measure/index.ts';
import { type Rational, rational } from '../../number/index.ts';
import type { EngineState, Line, SubjectLine } from '../state.ts';
import { type Standing, uptimeVerdict } from '../subjects/standing.ts';
import { openingOf } from '../subjects/subject-lines.ts';
import { promiseAt, targetFor } from './lines.ts';
import { closingVerdict } from './reckon-lines.ts';

/** A promise that is judged by its windows. */
export type Windowed = Exclude<BookPromise, Deadline>;

/** How one window stands, of a line or of one subject of an availability: all that its money is worked out from. */
export type WindowStand = {
  /** `promise`, `promise/group` or `promise/subject`. */
  readonly id: string;
  readonly promise: string;
  /** Of an availability, the subject. */
  readonly group: string | null;
  /** The promise as the version of the window has it. */
  readonly terms: Windowed;
  readonly window: Window;
  /** What joins the register for its values. */
  readonly opening: Joining['opening'];
  /** The instant as of which values read the register. */
  readonly valuesAtMs: number;
  /** What the window would be judged by if nothing more came of it; `null` while there is nothing to judge. */
  readonly value: Rational | null;
  readonly target: Target | null;
  /** Whether it misses its target as it stands. */
  readonly isMissed: boolean;
};

const NO_DATA: JsonObject = {};

/** `null` where a window owes nothing ever: of a deadline promise, and of one without remedies. */
export function standOfLine(state: EngineState, line: Line, tally: Tally): WindowStand | null {
  const terms = promiseAt(state, line.promise, tally.fromAtMs);
  if (terms.kind === 'deadline' || terms.kind === 'availability' || terms.remedies.length === 0) return null;
  const { id, promise, group } = line;
  return {
    id,
    promise,
    group,
    terms,
    window: tally,
    opening: { subject: group ?? '', data: NO_DATA },
    valuesAtMs: tally.toAtMs - 1,
    value: attainmentOf(terms, tally).value,
    target: targetFor(terms, line),
    isMissed: closingVerdict(state, line, tally) === 'broken',
  };
}

/**
 * `null` where the promise has no remedies. Of a window that is not over the value is that of its end if it stays up until then,
 * and it is missed when more was down than the whole window allows: no later event mends that.
 */
export function standOfSubject(state: EngineState, line: SubjectLine, standing: Standing): WindowStand | null {
  const { promise: terms, window, budget, target } = standing;
  if (terms.remedies.length === 0) return null;
  const isExceeded = budget !== null && budget.wholeMs > 0 && budget.downMs > budget.allowedMs;
  return {
    id: line.id,
    promise: line.promise,
    group: line.subject,
    terms,
    window,
    opening: openingOf(state, line, terms),
    valuesAtMs: servedUntilMs(standing) - 1,
    value: budget === null || budget.wholeMs === 0 ? null : rational(budget.wholeMs - budget.downMs, budget.wholeMs),
    target,
    isMissed: window.toAtMs <= state.nowAtMs ? uptimeVerdict(state, standing) === 'broken' : isExceeded,
  };
}

/** The window's end, or that of the last service in it: what has left the register by then has its last values. */
function servedUntilMs({ uptime, window: { fromAtMs, toAtMs } }: Standing): number {
  const last = uptime.inService.findLast((span) => span.fromAtMs < toAtMs && span.toAtMs > fromAtMs);
  return Math.min(toAtMs, last?.toAtMs ?? toAtMs);
}
