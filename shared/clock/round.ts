import type { Allowance, Book, Deadline, Expression, Scope, Version } from '../book/index.ts';
import { type Span, workingDaysBefore } from '../calendar/index.ts';
import { allowanceFor } from './allowance.ts';
import { type Due, dueOf, extended, NO_DUE } from './due.ts';
import { instantIn } from './instant-in.ts';
import { type Joining, ownScope, type RegisterOf, scopeAt } from './joined.ts';
import type { Mark } from './mark.ts';
import { heldOver, knownAt, type Stop } from './stops.ts';

/** What a round is judged with: the same for all rounds of one item. */
export type Bench = {
  readonly book: Book;
  readonly subject: string;
  readonly registerOf: RegisterOf;
  /** Stops of the promise that governs, over all marks of the item. */
  readonly stops: readonly Stop[];
};

/** One obligation under way: what the marks so far have made of it. */
export type Round = {
  readonly promise: Deadline;
  readonly version: Version;
  readonly opening: Mark;
  readonly nth: number;
  /** The step that it is of a deadline with stages; `null` for the whole (OBL-10). */
  readonly stage: string | null;
  /** When it began: at its opening, or at the end of the stage before it. */
  readonly openedAtMs: number;
  /** Openings that came after its own, and opened nothing (OBL-1). */
  readonly ignored: Mark[];
  /** The instant from which the allowance counts. */
  startAtMs: number;
  /** Time that a closed and reopened one did not have to work. */
  closed: Stop[];
  /** When it was met and reopened. */
  metSpans: Span[];
  /** Set once a mark has finished it: stops count as they were known then. */
  fixedAtMs: number | null;
  allowance: Allowance | null;
  /** Set when the tier names no allowance: then nothing can be judged (OBL-5). */
  hasNoLimit: boolean;
  /** The schedule as the last `moves` left it, before stops. */
  plannedAtMs: number | null;
  scheduledAtMs: number | null;
  earliestAtMs: number | null;
  due: Due;
  metAtMs: number | null;
  finished: 'kept' | 'broken' | null;
  decidedAtMs: number | null;
};

/** What a round begins with; of a stage, also which it is and when the one before it ended. */
type Opening = {
  readonly promise: Deadline;
  readonly version: Version;
  readonly mark: Mark;
  readonly nth: number;
  readonly step?: { readonly stage: string; readonly fromAtMs: number };
};

/** A round as its opening leaves it, with its due reckoned. */
export function openRound(bench: Bench, { promise, version, mark, nth, step }: Opening): Round {
  const openedAtMs = step?.fromAtMs ?? mark.atMs;
  const round: Round = {
    promise,
    version,
    opening: mark,
    nth,
    stage: step?.stage ?? null,
    openedAtMs,
    ignored: [],
    startAtMs: openedAtMs,
    closed: [],
    metSpans: [],
    fixedAtMs: null,
    allowance: null,
    hasNoLimit: false,
    plannedAtMs: promise.limit.kind === 'due' ? instantAt(promise.limit.due, bench, { promise, opening: mark }, mark.atMs) : null,
    scheduledAtMs: null,
    earliestAtMs: null,
    due: NO_DUE,
    metAtMs: null,
    finished: null,
    decidedAtMs: null,
  };
  reckonDue(bench, round, openedAtMs);
  return round;
}

/** An instant that a value of the opening gives, by what it joins at an instant. */
function instantAt(value: Expression, bench: Bench, { promise, opening }: Pick<Round, 'promise' | 'opening'>, atMs: number): number | null {
  const scope = value.isOwn ? ownScope(opening.data) : scopeAt(joiningOf(bench, promise, opening), atMs);
  return instantIn(value.evaluate(scope), bench.book);
}

/** What does not count of its time: the stops of the promise, and the time between being met and being reopened. */
export function knownStops(
  { closed, metSpans, fixedAtMs }: Pick<Round, 'closed' | 'metSpans' | 'fixedAtMs'>,
  { stops }: Bench,
): readonly Stop[] {
  if (stops.length === 0) return closed;
  const known = fixedAtMs === null ? stops : knownAt(stops, fixedAtMs);
  return metSpans.length === 0 ? known : [...heldOver(known, metSpans), ...closed].sort((a, b) => a.fromAtMs - b.fromAtMs);
}

/** Works the due out from the same start, with everything that is known at an instant: tier, schedule, stops (OBL-5, CLK-3). */
export function reckonDue(bench: Bench, round: Round, atMs: number): void {
  const { promise } = round;
  const { limit, calendar } = promise;
  switch (limit.kind) {
    case 'within':
    case 'every':
      round.allowance = allowanceFor(promise, limit.limits, scopeOf(bench, promise, round.opening, atMs));
      round.hasNoLimit = round.allowance === null;
      reckonStopped(bench, round);
      return;
    case 'due':
      reckonStopped(bench, round);
      return;
    case 'slot':
      round.earliestAtMs = instantAt(limit.from, bench, round, atMs);
      round.due = { ...NO_DUE, atMs: instantAt(limit.to, bench, round, atMs) };
      return;
    case 'before': {
      const ofAtMs = instantAt(limit.of, bench, round, atMs);
      const due = ofAtMs === null ? null : workingDaysBefore(calendar, calendar.zone.localDayOf(ofAtMs), limit.days);
      round.due = due === null ? NO_DUE : { ...due, leftMs: null };
    }
  }
}

/** Fixes the due of one that finishes as it is known at that instant: what begins or ends later moves it no more. */
export function fixDue(bench: Bench, round: Round, atMs: number): void {
  if (bench.stops.length === 0) return;
  round.fixedAtMs = atMs;
  reckonStopped(bench, round);
}

/** Works the due out with the stops that are known, from the same allowance or schedule (CLK-3). */
function reckonStopped(bench: Bench, round: Round): void {
  const { limit, calendar } = round.promise;
  const stops = knownStops(round, bench);
  if (limit.kind === 'due') {
    reckonSchedule(round, stops, limit);
  } else if (limit.kind === 'within' || limit.kind === 'every') {
    const calendars = { working: calendar, always: bench.book.always };
    round.due = round.allowance === null ? NO_DUE : dueOf(round.allowance, round.startAtMs, stops, calendars);
  }
}

/** The schedule with the time that stops took before it, and the due after it; without a schedule both are `null`. */
function reckonSchedule(round: Round, stops: readonly Stop[], { earlyMs, lateMs }: Extract<Deadline['limit'], { kind: 'due' }>): void {
  const { calendar } = round.promise;
  const scheduled =
    round.plannedAtMs === null
      ? NO_DUE
      : extended({ atMs: round.plannedAtMs, provisional: false, openedAtMs: round.startAtMs, stops, calendar, lateMs });
  round.scheduledAtMs = scheduled.atMs;
  round.earliestAtMs = earlyMs === null || scheduled.atMs === null ? null : scheduled.atMs - earlyMs;
  round.due = scheduled.atMs === null ? scheduled : { ...scheduled, atMs: scheduled.atMs + lateMs };
}

export function joiningOf({ book, subject, registerOf }: Bench, { item }: Deadline, { data }: Mark): Joining {
  return { book, item, opening: { subject, data }, registerOf };
}

export function scopeOf(bench: Bench, promise: Deadline, opening: Mark, atMs: number): Scope {
  return scopeAt(joiningOf(bench, promise, opening), atMs);
}
