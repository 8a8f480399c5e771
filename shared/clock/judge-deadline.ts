import { type Book, type Deadline, promiseIn, type Version, versionAt } from '../book/index.ts';
import { type Bilingual, say } from '../text/index.ts';
import { instantIn } from './instant-in.ts';
import { changesAfter } from './joined.ts';
import { compareMarks, type Mark, rankFor, withoutReplaced } from './mark.ts';
import { type Bench, fixDue, openRound, type Round, reckonDue, scopeOf } from './round.ts';
import type { Setting } from './setting.ts';
import { type Stop, stopsOf } from './stops.ts';
import { exclusionOf } from './verdict.ts';

/** Why the time between being met and being reopened does not count. */
const DONE: Bilingual = { en: say('en', 'span.done'), zh: say('zh', 'span.done') };

/** A round with what it was judged from. `after` is the mark that ended the round before: it and those before it say nothing here (OBL-1). */
export type Judged = { readonly round: Round; readonly bench: Bench; readonly effective: readonly Mark[]; readonly after: Mark | null };

/**
 * The rounds of a deadline promise that events open, on one item.
 * @param marks sorted by `compareMarks`.
 */
export function judgeOpened(promiseId: string, subject: string, marks: readonly Mark[], setting: Setting): readonly Judged[] {
  const { book, registerOf } = setting;
  const effective = withoutReplaced(marks);
  const ordered = orderedFor(promiseId, effective, book);
  const rounds: Judged[] = [];
  let premature: Mark | null = null;
  let after: Mark | null = null;
  const changes = changesDuring(promiseId, subject, ordered, setting);
  let next = 0;
  for (const mark of ordered) {
    const last = rounds.at(-1);
    for (; next < changes.length && (changes[next] as number) < mark.atMs; next += 1) rejudgeLast(last, changes[next] as number);
    if (last !== undefined) {
      const wasMet = last.round.metAtMs !== null;
      applyMark(last.bench, last.round, mark);
      if (!wasMet || last.round.metAtMs === null) {
        after = last.round.metAtMs === null ? null : mark;
        premature = null;
      }
    }
    const version = versionAt(book, mark.atMs);
    const promise = deadlineIn(version, promiseId);
    if (promise === null) continue;
    if (promise.opens.has(mark.type)) {
      if (last !== undefined && !(promise.repeat && mayRepeat(last, mark.atMs))) {
        last.round.ignored.push(mark);
        continue;
      }
      if (last !== undefined) after ??= lastExclusion(ordered, mark) ?? last.round.opening;
      const bare: Bench = { book, subject, registerOf, stops: [] };
      const bench = promise.stops.length === 0 ? bare : { ...bare, stops: stopsFor(promise, marksAfter(ordered, after), bare, mark) };
      const round = openRound(bench, { promise, version, mark, nth: rounds.length + 1 });
      if (premature !== null) applyMark(bench, round, premature);
      rounds.push({ round, bench, effective, after });
      premature = null;
      after = round.metAtMs === null ? null : mark;
    } else if (mark !== after && (last === undefined || after !== null) && (promise.met.has(mark.type) || promise.broken.has(mark.type))) {
      premature ??= mark;
    }
  }
  for (; next < changes.length; next += 1) rejudgeLast(rounds.at(-1), changes[next] as number);
  return rounds;
}

function rejudgeLast(last: Judged | undefined, atMs: number): void {
  if (last !== undefined) rejudge(last.bench, last.round, atMs);
}

/** The marks that do not belong to the rounds before; all of them where there is none. */
function marksAfter(ordered: readonly Mark[], after: Mark | null): readonly Mark[] {
  return after === null ? ordered : ordered.slice(ordered.indexOf(after) + 1);
}

/** The exclusion that let an opening begin the next round. */
function lastExclusion(ordered: readonly Mark[], opening: Mark): Mark | null {
  return ordered.slice(0, ordered.indexOf(opening)).findLast(({ type }) => type === 'kept.excluded') ?? null;
}

export function deadlineIn(version: Version, promiseId: string): Deadline | null {
  const promise = promiseIn(version, promiseId);
  return promise?.kind === 'deadline' ? promise : null;
}

export function stopsFor(promise: Deadline, marks: readonly Mark[], bench: Bench, opening: Mark): readonly Stop[] {
  return promise.stops.length === 0
    ? []
    : stopsOf({ promise, book: bench.book }, marks, (mark) => ({ ...scopeOf(bench, promise, opening, mark.atMs), data: mark.data }));
}

const NONE: readonly number[] = [];

/** The instants, in order, at which the tier of what the marks open may change. Those of the marks come first where both are one. */
function changesDuring(
  promiseId: string,
  subject: string,
  marks: readonly Mark[],
  { book, nowAtMs, registerOf }: Setting,
): readonly number[] {
  if (book.registers.length === 0) return NONE;
  let found: Set<number> | null = null;
  for (const mark of marks) {
    const promise = deadlineIn(versionAt(book, mark.atMs), promiseId);
    if (promise === null || !promise.opens.has(mark.type)) continue;
    const joining = { book, item: promise.item, opening: { subject, data: mark.data }, registerOf };
    for (const atMs of changesAfter(promise, joining, mark.atMs)) if (atMs <= nowAtMs) found = (found ?? new Set()).add(atMs);
  }
  return found === null ? NONE : [...found].sort((a, b) => a - b);
}

/** Marks of one instant and sequence by their meaning for the promise, then as they were. */
export function orderedFor(promiseId: string, marks: readonly Mark[], book: Book): readonly Mark[] {
  const tied = marks.some(
    (mark, index) => index > 0 && marks[index - 1]?.atMs === mark.atMs && marks[index - 1]?.sequence === mark.sequence,
  );
  if (!tied) return marks;
  const rank = (mark: Mark) => {
    const promise = deadlineIn(versionAt(book, mark.atMs), promiseId);
    return promise === null ? 5 : rankFor(promise, mark.type);
  };
  return [...marks].sort((a, b) => (a.atMs === b.atMs && a.sequence === b.sequence ? rank(a) - rank(b) : 0) || compareMarks(a, b));
}

export function applyMark(bench: Bench, round: Round, mark: Mark): void {
  const { promise } = round;
  const overdueAtMs = overdueSince(bench, round, mark.atMs);
  if (round.finished === 'kept' && promise.reopened.has(mark.type)) {
    reopen(bench, round, mark);
  } else if (promise.met.has(mark.type)) {
    round.metAtMs ??= mark.atMs;
    if (round.finished !== null || round.hasNoLimit) return;
    if (overdueAtMs !== null) {
      finish(round, 'broken', overdueAtMs);
      return;
    }
    const atMs = Math.max(mark.atMs, round.openedAtMs);
    fixDue(bench, round, atMs);
    finish(round, isTooEarly(round, mark) ? 'broken' : 'kept', atMs);
  } else if (round.finished === null && round.metAtMs === null && promise.broken.has(mark.type)) {
    const atMs = overdueAtMs ?? Math.max(mark.atMs, round.openedAtMs);
    if (overdueAtMs === null) fixDue(bench, round, atMs);
    finish(round, 'broken', atMs);
  } else if (round.finished === null && overdueAtMs === null && promise.moves.has(mark.type)) {
    move(bench, round, mark);
  }
}

/** When it broke by a due that has passed at an instant; not while a stop holds that nobody knew the end of, for then it has no due (CLK-2). */
function overdueSince({ stops }: Bench, { due, scheduledAtMs, startAtMs }: Round, atMs: number): number | null {
  const dueAtMs = due.atMs;
  if (dueAtMs === null || atMs <= dueAtMs) return null;
  const movedUntilMs = scheduledAtMs ?? dueAtMs; // What `late` tolerates after the schedule no stop moves.
  const isHeld = ({ fromAtMs, toAtMs, isForeseen }: Stop) =>
    Math.max(fromAtMs, startAtMs) < movedUntilMs && !isForeseen && (toAtMs === null || toAtMs > atMs);
  return stops.some(isHeld) ? null : dueAtMs + 1;
}

function finish(round: Round, verdict: 'kept' | 'broken', atMs: number): void {
  round.finished = verdict;
  round.decidedAtMs = atMs;
}

/** A change of schedule counts until the due has passed (CLK-5). */
function move(bench: Bench, round: Round, mark: Mark): void {
  const { limit } = round.promise;
  const scope = { ...scopeOf(bench, round.promise, round.opening, mark.atMs), data: mark.data };
  const movedAtMs = limit.kind === 'due' ? instantIn(limit.due.evaluate(scope), bench.book) : null;
  if (movedAtMs === null) return;
  round.plannedAtMs = movedAtMs;
  reckonDue(bench, round, mark.atMs);
}

/** A change of tier or limit judges an open one anew from the same start; if the new due has passed it breaks at the change (OBL-5). */
export function rejudge(bench: Bench, round: Round, atMs: number): void {
  if (round.finished !== null || round.metAtMs !== null) return; // Met without a tier, it stays without a verdict.
  if (round.due.atMs !== null && atMs > round.due.atMs) return; // The due has passed: what it is now does not depend on the tier.
  reckonDue(bench, round, atMs);
  if (round.due.atMs !== null && atMs > round.due.atMs) finish(round, 'broken', atMs);
}

/** A met one goes on: without the time since it was met, with it, or with a new allowance (OBL-4). */
function reopen(bench: Bench, round: Round, mark: Mark): void {
  const metAtMs = round.metAtMs as number;
  round.finished = null;
  round.decidedAtMs = null;
  round.metAtMs = null;
  round.fixedAtMs = null;
  round.metSpans.push({ fromAtMs: metAtMs, toAtMs: mark.atMs });
  if (round.promise.reopen === 'restart') round.startAtMs = mark.atMs;
  if (round.promise.reopen === 'exclude-closed') round.closed.push({ fromAtMs: metAtMs, toAtMs: mark.atMs, why: DONE, isForeseen: false });
  reckonDue(bench, round, mark.atMs);
  if (round.due.atMs !== null && mark.atMs > round.due.atMs) finish(round, 'broken', mark.atMs);
}

/** Met before the schedule less `early`, or before the slot begins, is broken (CLK-4). */
function isTooEarly(round: Round, mark: Mark): boolean {
  return round.earliestAtMs !== null && mark.atMs < round.earliestAtMs;
}

/** An opening that was ignored stays so: an exclusion that came after it opens nothing. */
function mayRepeat({ round, bench, effective }: Judged, openingAtMs: number): boolean {
  if (round.metAtMs !== null) return true;
  const before = effective.filter(({ atMs }) => atMs <= openingAtMs);
  return exclusionOf(round, bench, before) !== null;
}
