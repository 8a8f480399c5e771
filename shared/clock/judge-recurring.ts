import { type Book, type Deadline, versionAt } from '../book/index.ts';
import { changesAfter, type RegisterEntry } from './joined.ts';
import { applyMark, deadlineIn, type Judged, orderedFor, rejudge, stopsFor } from './judge-deadline.ts';
import { type Mark, rankFor, withoutReplaced } from './mark.ts';
import { type Bench, openRound } from './round.ts';
import type { Setting } from './setting.ts';

/** A step of the fold: a mark, what the register said of the subject, or an instant at which its tier may have changed. */
type Step = { readonly atMs: number; readonly mark?: Mark; readonly entry?: RegisterEntry };

/** Rank of a mark that a promise does not look at. */
const UNREAD = 5;

/** Whether a promise recurs in any version of the book. */
export function isRecurring(book: Book, promiseId: string): boolean {
  return book.versions.some((version) => deadlineIn(version, promiseId)?.limit.kind === 'every');
}

/**
 * The rounds of a recurring promise on one subject (OBL-8): the first from its registration, each next one from the last doing.
 * A removal ends the open one without a trace; one that was missed before stays, once, until it is done.
 */
export function judgeRecurring(promiseId: string, subject: string, marks: readonly Mark[], setting: Setting): readonly Judged[] {
  const effective = withoutReplaced(marks);
  const ordered = orderedFor(
    promiseId,
    effective.filter(({ atMs, type }) => reads(deadlineIn(versionAt(setting.book, atMs), promiseId), type)),
    setting.book,
  );
  const fold = new Rounds(promiseId, { book: setting.book, subject, registerOf: setting.registerOf, stops: [] }, ordered, effective);
  for (const step of stepsOf(promiseId, subject, ordered, setting)) {
    if (step.mark !== undefined) fold.mark(step.mark);
    else if (step.entry?.isRemoved) fold.remove(step.atMs);
    else if (step.entry !== undefined) fold.register(step.entry);
    else fold.rejudge(step.atMs);
  }
  return fold.rounds;
}

/** A subject may have many marks of other promises, which say nothing here. */
function reads(promise: Deadline | null, type: string): boolean {
  return promise !== null && rankFor(promise, type) < UNREAD;
}

class Rounds {
  readonly rounds: Judged[] = [];
  readonly #promiseId: string;
  readonly #bench: Bench;
  readonly #ordered: readonly Mark[];
  readonly #effective: readonly Mark[];
  #isRegistered = false;

  constructor(promiseId: string, bench: Bench, ordered: readonly Mark[], effective: readonly Mark[]) {
    this.#promiseId = promiseId;
    this.#bench = bench;
    this.#ordered = ordered;
    this.#effective = effective;
  }

  register({ atMs, attributes }: RegisterEntry): void {
    if (this.#isRegistered) return;
    this.#isRegistered = true;
    const put = { atMs, type: 'register.put', id: '', source: '', sequence: null, place: 0, data: attributes };
    this.#open(put);
  }

  remove(atMs: number): void {
    if (!this.#isRegistered) return;
    this.#isRegistered = false;
    const last = this.rounds.at(-1)?.round;
    if (last !== undefined && last.finished === null && (last.due.atMs === null || atMs <= last.due.atMs)) this.rounds.pop();
  }

  mark(mark: Mark): void {
    const last = this.rounds.at(-1);
    const isUnderWay = last !== undefined && last.round.metAtMs === null;
    if (last !== undefined) applyMark(last.bench, last.round, mark);
    const isDone = isUnderWay ? last.round.metAtMs !== null : this.#isMet(mark);
    if (isDone && this.#isRegistered) this.#open(mark);
  }

  /** Where none is under way, because no version had the promise when one would have begun, the next doing begins one. */
  #isMet({ atMs, type }: Mark): boolean {
    return deadlineIn(versionAt(this.#bench.book, atMs), this.#promiseId)?.met.has(type) === true;
  }

  rejudge(atMs: number): void {
    const last = this.rounds.at(-1);
    if (last !== undefined && this.#isRegistered) rejudge(last.bench, last.round, atMs);
  }

  #open(opening: Mark): void {
    const version = versionAt(this.#bench.book, opening.atMs);
    const promise = deadlineIn(version, this.#promiseId);
    if (promise === null || promise.limit.kind !== 'every') return;
    const bench = { ...this.#bench, stops: stopsFor(promise, this.#ordered, this.#bench, opening) };
    const round = openRound(bench, { promise, version, mark: opening, nth: this.rounds.length + 1 });
    this.rounds.push({ round, bench, effective: this.#effective, after: null });
  }
}

/** At one instant marks come before what the register says (TIM-4), and a removal before a change that it makes. */
function stepsOf(promiseId: string, subject: string, marks: readonly Mark[], { book, nowAtMs, registerOf }: Setting): readonly Step[] {
  const promises = book.versions.map((version) => deadlineIn(version, promiseId)).filter((promise) => promise?.limit.kind === 'every');
  const { item } = promises[0] as Deadline;
  const entries = item === null ? [] : registerOf(item, subject).filter(({ atMs }) => atMs <= nowAtMs);
  const openings = [{}, ...entries.map(({ attributes }) => attributes), ...marks.map(({ data }) => data)];
  const changes = new Set(
    promises.flatMap((promise) =>
      openings.flatMap((data) =>
        changesAfter(promise as Deadline, { book, item, opening: { subject, data }, registerOf }, Number.NEGATIVE_INFINITY),
      ),
    ),
  );
  const steps: Step[] = [
    ...marks.map((mark) => ({ atMs: mark.atMs, mark })),
    ...entries.map((entry) => ({ atMs: entry.atMs, entry })),
    ...[...changes].filter((atMs) => atMs <= nowAtMs).map((atMs) => ({ atMs })),
  ];
  return steps.sort((a, b) => a.atMs - b.atMs);
}
