import type { Book, Deadline, Version } from '../book/index.ts';
import { versionAt } from '../book/index.ts';
import { instantOf, type JsonObject } from '../event/index.ts';
import { compareMarks, type Mark, rankFor, withoutReplaced } from './mark.ts';
import type { Obligation } from './obligation.ts';

/** What the fold of one item needs beside its marks. */
export type Setting = {
  readonly book: Book;
  readonly nowAtMs: number;
  /** Whether a feed that could have met the promise was silent around a due (FEED-2). */
  silentAt(promise: Deadline, dueAtMs: number): boolean;
  /** What one breach of the promise owes, in minor units. */
  owedFor(promise: Deadline): number;
};

/** One round under way: what the marks so far have made of it. */
type Round = {
  readonly promise: Deadline;
  readonly version: Version;
  readonly opening: Mark;
  readonly nth: number;
  scheduledAtMs: number | null;
  dueAtMs: number | null;
  metAtMs: number | null;
  finished: 'kept' | 'broken' | null;
  decidedAtMs: number | null;
};

/**
 * The obligations of one deadline promise on one item, from all of the item's marks: pure, and the same for any order of
 * arrival, because the marks are put in their one order first (TIM-4).
 * @param marks sorted by `compareMarks`.
 */
export function judgeDeadline(promiseId: string, subject: string, marks: readonly Mark[], setting: Setting): readonly Obligation[] {
  const rounds: Round[] = [];
  let premature: Mark | null = null;
  const effective = withoutReplaced(marks);
  for (const mark of orderedFor(promiseId, effective, setting.book)) {
    const round = rounds.at(-1);
    if (round !== undefined) applyMark(round, mark);
    const version = versionAt(setting.book, mark.atMs);
    const promise = deadlineIn(version, promiseId);
    if (promise === null) continue;
    if (promise.opens.has(mark.type)) {
      if (round !== undefined && !(promise.repeat && mayRepeat(round, effective))) continue;
      const opened = open({ promise, version, mark, nth: rounds.length + 1, setting });
      if (premature !== null && round === undefined) applyMark(opened, premature);
      rounds.push(opened);
    } else if (round === undefined && premature === null && (promise.met.has(mark.type) || promise.broken.has(mark.type))) {
      premature = mark;
    }
  }
  return rounds.map((round) => obligationOf(round, subject, effective, setting));
}

function deadlineIn(version: Version, promiseId: string): Deadline | null {
  for (const promise of version.promises) if (promise.id === promiseId) return promise.kind === 'deadline' ? promise : null;
  return null;
}

/** Marks of one instant and sequence by their meaning for the promise, then as they were. */
function orderedFor(promiseId: string, marks: readonly Mark[], book: Book): readonly Mark[] {
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

function open({
  promise,
  version,
  mark,
  nth,
  setting,
}: {
  promise: Deadline;
  version: Version;
  mark: Mark;
  nth: number;
  setting: Setting;
}): Round {
  const scheduledAtMs = promise.limit.kind === 'due' ? scheduledOf(promise, mark.data, mark.data, setting.book) : null;
  const dueAtMs = dueOf(promise, mark.atMs, scheduledAtMs);
  return { promise, version, opening: mark, nth, scheduledAtMs, dueAtMs, metAtMs: null, finished: null, decidedAtMs: null };
}

function dueOf(promise: Deadline, openedAtMs: number, scheduledAtMs: number | null): number | null {
  if (promise.limit.kind === 'within') return openedAtMs + promise.limit.withinMs;
  return scheduledAtMs === null ? null : scheduledAtMs + promise.limit.lateMs;
}

/** The due time that an event brings: RFC 3339, or local in the book's zone without an offset (TIM-2). */
function scheduledOf(promise: Deadline, data: JsonObject, item: JsonObject, book: Book): number | null {
  if (promise.limit.kind !== 'due') return null;
  const value = promise.limit.due.evaluate({ data, item });
  if (typeof value !== 'string') return null;
  const asUtc = instantOf(value) ?? localAsUtc(value);
  return instantOf(value) ?? (asUtc === null ? null : book.zone.instantOfLocalMs(asUtc));
}

function localAsUtc(text: string): number | null {
  return instantOf(`${text.replace(' ', 'T')}Z`) ?? instantOf(`${text.replace(' ', 'T')}:00Z`);
}

function applyMark(round: Round, mark: Mark): void {
  const { promise } = round;
  const overdue = round.dueAtMs !== null && mark.atMs > round.dueAtMs;
  if (promise.met.has(mark.type)) {
    round.metAtMs ??= mark.atMs;
    if (round.finished !== null) return;
    if (overdue) finish(round, 'broken', (round.dueAtMs as number) + 1);
    else finish(round, isTooEarly(round, mark) ? 'broken' : 'kept', Math.max(mark.atMs, round.opening.atMs));
  } else if (round.finished === null && promise.broken.has(mark.type)) {
    finish(round, 'broken', overdue ? (round.dueAtMs as number) + 1 : Math.max(mark.atMs, round.opening.atMs));
  } else if (round.finished === null && !overdue && promise.moves.has(mark.type)) {
    move(round, mark);
  }
}

function finish(round: Round, verdict: 'kept' | 'broken', atMs: number): void {
  round.finished = verdict;
  round.decidedAtMs = atMs;
}

/** A change of schedule counts until the due has passed (CLK-5). */
function move(round: Round, mark: Mark): void {
  const { limit } = round.promise;
  const value = limit.kind === 'due' ? limit.due.evaluate({ data: mark.data, item: round.opening.data }) : undefined;
  const movedAtMs = typeof value === 'string' ? instantOf(value) : null;
  if (movedAtMs === null) return;
  round.scheduledAtMs = movedAtMs;
  round.dueAtMs = dueOf(round.promise, round.opening.atMs, movedAtMs);
}

/** Met before `scheduled − early` is broken; without `early` nothing is too early (CLK-4). */
function isTooEarly(round: Round, mark: Mark): boolean {
  const { limit } = round.promise;
  return limit.kind === 'due' && limit.earlyMs !== null && round.scheduledAtMs !== null && mark.atMs < round.scheduledAtMs - limit.earlyMs;
}

function mayRepeat(round: Round, marks: readonly Mark[]): boolean {
  return round.metAtMs !== null || exclusionOf(round, marks) !== null;
}

/** Why the round is excluded: by a rule at its opening, else by the last word of a person (OBL-7). */
function exclusionOf(round: Round, marks: readonly Mark[]): string | null {
  const { data } = round.opening;
  const rule = round.promise.exclude.find(({ when }) => when.evaluate({ data, item: data }) === true);
  if (rule !== undefined) return rule.reason;
  let reason: string | null = null;
  for (const mark of marks) {
    if (mark.type !== 'kept.excluded' && mark.type !== 'kept.included') continue;
    const about = mark.data['promise'];
    if (about !== undefined && about !== round.promise.id) continue;
    reason = mark.type === 'kept.excluded' ? String(mark.data['reason'] ?? '') : null;
  }
  return reason;
}

function obligationOf(round: Round, subject: string, marks: readonly Mark[], setting: Setting): Obligation {
  const { promise, opening, dueAtMs } = round;
  const reason = exclusionOf(round, marks);
  const verdict = verdictOf(round, reason, setting);
  return {
    promise: promise.id,
    subject,
    nth: round.nth,
    version: round.version.from,
    group: groupOf(promise, opening.data),
    openedAtMs: opening.atMs,
    scheduledAtMs: round.scheduledAtMs,
    dueAtMs,
    metAtMs: round.metAtMs,
    reason,
    opening: opening.data,
    owedMinor: verdict.state === 'broken' && !verdict.unconfirmed ? setting.owedFor(promise) : 0,
    ...verdict,
  };
}

function verdictOf(
  round: Round,
  reason: string | null,
  setting: Setting,
): Pick<Obligation, 'state' | 'decidedAtMs' | 'unconfirmed' | 'settlesAtMs'> {
  const plain = { decidedAtMs: round.decidedAtMs, unconfirmed: false, settlesAtMs: null };
  if (reason !== null) return { ...plain, state: 'excluded' };
  if (round.finished !== null) return { ...plain, state: round.finished };
  const { dueAtMs, promise } = round;
  if (dueAtMs === null || setting.nowAtMs <= dueAtMs) return { ...plain, state: 'open' };
  const broken = { ...plain, state: 'broken', decidedAtMs: dueAtMs + 1 } as const;
  if (!setting.silentAt(promise, dueAtMs)) return broken;
  const settlesAtMs = dueAtMs + promise.settleMs;
  return setting.nowAtMs <= settlesAtMs ? { ...plain, state: 'no-data', settlesAtMs } : { ...broken, unconfirmed: true };
}

function groupOf(promise: Deadline, data: JsonObject): string | null {
  if (promise.group === null) return null;
  const value = promise.group.evaluate({ data, item: data });
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '?';
}
