import type { Availability, Book, Scope } from '../book/index.ts';
import { type Span, united } from '../calendar/index.ts';
import { type RegisterEntry, type RegisterOf, scopeAt } from './joined.ts';
import { compareMarks, type Mark, withoutReplaced } from './mark.ts';
import { inside, without } from './span-set.ts';
import { stopsOf } from './stops.ts';

/**
 * One subject of an availability promise over all time: when it was in service, and what of that it was stopped or down. All
 * are in order and without overlap; what has no end yet ends at infinity. Whatever is in service and neither is up.
 */
export type Uptime = {
  readonly inService: readonly Span[];
  readonly stopped: readonly Span[];
  /** Of the stops, those whose end is known: what of them is still to come is known to stop. */
  readonly planned: readonly Span[];
  /** Without stopped time: that counts on neither side (AVL-2). */
  readonly down: readonly Span[];
};

export type UptimeSetting = {
  readonly book: Book;
  readonly registerOf: RegisterOf;
  /** Where the service of a subject begins that no register knows, by its first mark (AVL-1). */
  startOf(firstMarkAtMs: number): number;
};

/** Folds the marks of one subject: pure, and the same for any order of arrival. @param marks of its item, of any types. */
export function uptimeOf(promise: Availability, subject: string, marks: readonly Mark[], setting: UptimeSetting): Uptime {
  const ordered = orderedFor(
    promise,
    withoutReplaced(marks).filter((mark) => readsMark(promise, mark.type)),
  );
  const inService = inServiceOf(promise, subject, ordered, setting);
  const { book, registerOf } = setting;
  const scopeOf = (mark: Mark) => scopeAt({ book, item: promise.item, opening: { subject, data: mark.data }, registerOf }, mark.atMs);
  const stops = stopsOf({ promise, book }, ordered, scopeOf);
  const spans = stops.map(({ fromAtMs, toAtMs }) => ({ fromAtMs, toAtMs: toAtMs ?? Number.POSITIVE_INFINITY }));
  const stopped = inside(united(spans), inService);
  const planned = inside(united(spans.filter(({ toAtMs }) => Number.isFinite(toAtMs))), inService);
  return {
    inService,
    stopped,
    planned,
    down: without(inside(downSpans(promise, withoutExcluded(promise, ordered, scopeOf)), inService), stopped),
  };
}

/** Whether a promise looks at marks of a type. */
export function readsMark(promise: Availability, type: string): boolean {
  return promise.down.has(type) || promise.up.has(type) || promise.stops.some((stop) => stop.from.has(type) || stop.to.has(type));
}

/** By time, then sequence, then: stop ends, up, down, stop begins (TIM-4). */
function orderedFor(promise: Availability, marks: readonly Mark[]): readonly Mark[] {
  const rank = ({ type }: Mark) => {
    if (promise.stops.some((stop) => stop.to.has(type))) return 0;
    if (promise.up.has(type)) return 1;
    return promise.down.has(type) ? 2 : 3;
  };
  return [...marks].sort((a, b) => (a.atMs === b.atMs && a.sequence === b.sequence ? rank(a) - rank(b) : 0) || compareMarks(a, b));
}

/** From `register.put` to `register.removed`; where no register knows the subject, from its first mark (AVL-1). */
function inServiceOf(promise: Availability, subject: string, marks: readonly Mark[], setting: UptimeSetting): readonly Span[] {
  const { item } = promise;
  const isKind = item !== null && setting.book.registers.some(({ kind }) => kind === item);
  const entries = isKind ? setting.registerOf(item, subject) : [];
  if (entries.some((entry) => !entry.isRemoved)) return registeredSpans(entries);
  const first = marks[0];
  if (first === undefined) return [];
  const fromAtMs = promise.startsUp ? setting.startOf(first.atMs) : first.atMs;
  const removed = entries.find((entry) => entry.atMs > fromAtMs);
  return [{ fromAtMs, toAtMs: removed?.atMs ?? Number.POSITIVE_INFINITY }];
}

function registeredSpans(entries: readonly RegisterEntry[]): readonly Span[] {
  const spans: Span[] = [];
  let fromAtMs: number | null = null;
  for (const { atMs, isRemoved } of entries) {
    if (!isRemoved) fromAtMs ??= atMs;
    else if (fromAtMs !== null) {
      spans.push({ fromAtMs, toAtMs: atMs });
      fromAtMs = null;
    }
  }
  if (fromAtMs !== null) spans.push({ fromAtMs, toAtMs: Number.POSITIVE_INFINITY });
  return united(spans);
}

/** The marks without each `down` that a rule of the promise leaves out: it is no outage, and its `up` closes none (OBL-7). */
function withoutExcluded({ down, exclude }: Availability, marks: readonly Mark[], scopeOf: (mark: Mark) => Scope): readonly Mark[] {
  if (exclude.length === 0) return marks;
  return marks.filter((mark) => !(down.has(mark.type) && exclude.some(({ when }) => when.evaluate(scopeOf(mark)) === true)));
}

/** When any outage was open. A second `down` of a pair is the same outage; an `up` that has none closes nothing (AVL-2). */
function downSpans(promise: Availability, marks: readonly Mark[]): readonly Span[] {
  const open = new Set<string>();
  const spans: Span[] = [];
  let sinceAtMs = 0;
  for (const mark of withoutInstantOutages(promise, marks)) {
    if (promise.down.has(mark.type)) {
      if (open.size === 0) sinceAtMs = mark.atMs;
      open.add(pairOf(mark));
    } else if (promise.up.has(mark.type) && open.delete(pairOf(mark)) && open.size === 0) {
      spans.push({ fromAtMs: sinceAtMs, toAtMs: mark.atMs });
    }
  }
  if (open.size > 0) spans.push({ fromAtMs: sinceAtMs, toAtMs: Number.POSITIVE_INFINITY });
  return united(spans);
}

/** What pairs a down with its up: the outage that both name, else the source. */
function pairOf({ data, source }: Mark): string {
  const { outage } = data;
  return typeof outage === 'string' || typeof outage === 'number' ? `outage ${outage}` : `source ${source}`;
}

/** A down and an up of one pair at one instant without a sequence cancel out, as those of a stop do (TIM-4). */
function withoutInstantOutages(promise: Availability, marks: readonly Mark[]): readonly Mark[] {
  const gone = new Set<Mark>();
  marks.forEach((down, index) => {
    if (down.sequence !== null || !promise.down.has(down.type)) return;
    for (let before = index - 1; before >= 0 && marks[before]?.atMs === down.atMs; before -= 1) {
      const up = marks[before] as Mark;
      if (up.sequence !== null || !promise.up.has(up.type) || gone.has(up) || pairOf(up) !== pairOf(down)) continue;
      gone.add(up).add(down);
      return;
    }
  });
  return gone.size === 0 ? marks : marks.filter((mark) => !gone.has(mark));
}
