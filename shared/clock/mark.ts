import type { BookPromise } from '../book/index.ts';
import { DAY_MS, type JsonObject, type KeptEvent } from '../event/index.ts';
import { compareText } from '../text/index.ts';

/** An event as an item remembers it, with its place in the log. */
export type Mark = {
  readonly atMs: number;
  readonly type: string;
  readonly id: string;
  readonly source: string;
  readonly sequence: string | null;
  readonly place: number;
  readonly data: JsonObject;
};

/** The order of marks without regard to their meaning: time, sequence (a missing one first), id, source (TIM-4). */
export function compareMarks(a: Mark, b: Mark): number {
  return a.atMs - b.atMs || compareText(a.sequence ?? '', b.sequence ?? '') || compareText(a.id, b.id) || compareText(a.source, b.source);
}

/** A list that grows in place has room for many more: most items have few marks, and theirs has none to spare. */
const SHORT = 8;

/**
 * A list that `compareMarks` has sorted with a mark at its place; whatever the order of arrival, the list is the same. It takes the
 * place of the one that was given, and may be that one.
 */
export function withMark(marks: readonly Mark[], mark: Mark): readonly Mark[] {
  let at = marks.length;
  while (at > 0 && compareMarks(marks[at - 1] as Mark, mark) > 0) at -= 1;
  if (marks.length < SHORT) return marks.toSpliced(at, 0, mark);
  (marks as Mark[]).splice(at, 0, mark);
  return marks;
}

/** What a mark does for a promise, in the order in which marks of one instant and sequence count (TIM-4). */
export function rankFor(promise: Extract<BookPromise, { kind: 'deadline' }>, type: string): number {
  if (promise.stops.some((stop) => stop.to.has(type))) return 0;
  if (promise.met.has(type) || promise.stages.some(({ deadline }) => deadline.met.has(type))) return 1;
  if (promise.broken.has(type)) return 2;
  return promise.stops.some((stop) => stop.from.has(type)) ? 3 : 5;
}

/** The marks without those that a later correction takes the place of (LOG-2). */
export function withoutReplaced<M extends Correctable>(marks: readonly M[]): readonly M[] {
  if (!marks.some(isCorrection)) return marks;
  const corrections = marks.filter(isCorrection);
  const named = new Map<string, M[]>(corrections.map((correction) => [replacedIdOf(correction) as string, []]));
  for (const mark of marks) named.get(mark.id)?.push(mark);
  const hidden = new Set<M>();
  const winners = new Map<M, M>();
  for (const correction of corrections) {
    const target = targetOf(correction, named.get(replacedIdOf(correction) as string) ?? []);
    if (target === null) continue;
    hidden.add(target);
    const rival = winners.get(target);
    if (rival === undefined || rival.place < correction.place) winners.set(target, correction);
    if (rival !== undefined) hidden.add(rival.place < correction.place ? rival : correction);
  }
  return marks.filter((mark) => !hidden.has(mark));
}

function isCorrection(mark: Correctable): boolean {
  return replacedIdOf(mark) !== null;
}

/** What a correction is told by. */
export type Correctable = Pick<Mark, 'atMs' | 'id' | 'source' | 'place' | 'data'>;

/** The id of the mark of the same source whose place this one takes; `null` where it is no correction. */
export function replacedIdOf({ data }: Pick<Mark, 'data'>): string | null {
  const id = data['replaces'];
  return typeof id === 'string' ? id : null;
}

/** Of the marks of a name, the one that a correction means: same source, the same UTC day or earlier, the nearest (LOG-2). */
function targetOf<M extends Correctable>(correction: M, named: readonly M[]): M | null {
  let nearest: M | null = null;
  for (const mark of named) {
    if (mark === correction || mark.source !== correction.source) continue;
    if (dayOf(mark) <= dayOf(correction) && (nearest === null || dayOf(mark) > dayOf(nearest))) nearest = mark;
  }
  return nearest;
}

function dayOf(mark: Correctable): number {
  return Math.floor(mark.atMs / DAY_MS);
}

/** @param type, source the one text of each: they are in many events, each with a text of its own. */
type Remembered = { readonly atMs: number; readonly place: number; readonly type?: string; readonly source?: string };

export function markOf(event: KeptEvent, { atMs, place, type = event.type, source = event.source }: Remembered): Mark {
  return { atMs, type, id: event.id, source, sequence: event.sequence ?? null, place, data: event.data };
}
