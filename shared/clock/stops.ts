import type { Book, Scope, StopRule } from '../book/index.ts';
import { type Calendar, type Span, workingMsBetween } from '../calendar/index.ts';
import { type Bilingual, eventWords } from '../text/index.ts';
import { instantIn } from './instant-in.ts';
import type { Mark } from './mark.ts';

/** A stretch that does not count; `toAtMs` is `null` while it has no end. `why` says in words what stopped it. */
export type Stop = {
  readonly fromAtMs: number;
  readonly toAtMs: number | null;
  readonly why: Bilingual;
  /** Its end was known when it began. */
  readonly isForeseen: boolean;
};

/** All stops of a promise on one item, from its marks in their order (CLK-2). Those that overlap are left as they are. */
export function stopsOf(
  { promise, book }: { readonly promise: { readonly stops: readonly StopRule[] }; readonly book: Book },
  marks: readonly Mark[],
  scopeOf: (mark: Mark) => Scope,
): readonly Stop[] {
  return promise.stops
    .flatMap((rule) => stopsOfRule(rule, withoutPairs(rule, marks), { scopeOf, book }))
    .sort((a, b) => a.fromAtMs - b.fromAtMs);
}

type Reading = { readonly scopeOf: (mark: Mark) => Scope; readonly book: Book };

function stopsOfRule(rule: StopRule, marks: readonly Mark[], { scopeOf, book }: Reading): readonly Stop[] {
  const stops: Stop[] = [];
  let holding: { readonly fromAtMs: number; readonly untilAtMs: number | null; readonly why: Bilingual } | null = null;
  for (const mark of marks) {
    if (holding?.untilAtMs != null && mark.atMs >= holding.untilAtMs) {
      stops.push({ fromAtMs: holding.fromAtMs, toAtMs: holding.untilAtMs, why: holding.why, isForeseen: true });
      holding = null;
    }
    if (holding !== null && rule.to.has(mark.type)) {
      if (mark.atMs > holding.fromAtMs) stops.push({ fromAtMs: holding.fromAtMs, toAtMs: mark.atMs, why: holding.why, isForeseen: false });
      holding = null;
    } else if (holding === null && rule.from.has(mark.type) && (rule.when === null || rule.when.evaluate(scopeOf(mark)) === true)) {
      const until = rule.until?.evaluate(scopeOf(mark));
      holding = { fromAtMs: mark.atMs, untilAtMs: instantIn(until, book), why: eventWords(mark.type, mark.data['cause']) };
    }
  }
  if (holding !== null) stops.push({ fromAtMs: holding.fromAtMs, toAtMs: holding.untilAtMs, why: holding.why, isForeseen: true });
  return stops;
}

/** A `from` and a `to` of one stop at one instant without a sequence cancel out (TIM-4). */
function withoutPairs(rule: StopRule, marks: readonly Mark[]): readonly Mark[] {
  const gone = new Set<Mark>();
  const ends = new Map<number, Mark[]>();
  for (const mark of marks) if (mark.sequence === null && rule.to.has(mark.type)) ends.getOrInsertComputed(mark.atMs, () => []).push(mark);
  for (const from of marks) {
    if (from.sequence !== null || !rule.from.has(from.type)) continue;
    const to = ends.get(from.atMs)?.find((mark) => !gone.has(mark));
    if (to !== undefined) gone.add(from).add(to);
  }
  return gone.size === 0 ? marks : marks.filter((mark) => !gone.has(mark));
}

/** Stops united and cut to begin no earlier than an instant; the last one may have no end. */
export function unitedFrom(stops: readonly Stop[], fromAtMs: number): readonly Stop[] {
  const united: Stop[] = [];
  for (const stop of stops) {
    if (stop.toAtMs !== null && stop.toAtMs <= fromAtMs) continue;
    const cut = { ...stop, fromAtMs: Math.max(stop.fromAtMs, fromAtMs) };
    const last = united.at(-1);
    if (last === undefined || (last.toAtMs !== null && last.toAtMs < cut.fromAtMs)) united.push(cut);
    else
      united[united.length - 1] = {
        ...last,
        toAtMs: last.toAtMs === null || cut.toAtMs === null ? null : Math.max(last.toAtMs, cut.toAtMs),
      };
  }
  return united;
}

/** Stops as they were known at an instant: those that had begun, without the end of one whose end nobody could foresee. */
export function knownAt(stops: readonly Stop[], atMs: number): readonly Stop[] {
  const begun = stops.filter(({ fromAtMs }) => fromAtMs < atMs);
  return begun.map((stop) => (!stop.isForeseen && stop.toAtMs !== null && stop.toAtMs > atMs ? { ...stop, toAtMs: null } : stop));
}

/** Stops where those that began while the item was met hold from its reopening on, if they still do (CLK-2). */
export function heldOver(stops: readonly Stop[], metSpans: readonly Span[]): readonly Stop[] {
  return stops.flatMap((stop) => {
    const met = metSpans.find(({ fromAtMs, toAtMs }) => fromAtMs <= stop.fromAtMs && stop.fromAtMs < toAtMs);
    if (met === undefined) return [stop];
    return stop.toAtMs !== null && stop.toAtMs <= met.toAtMs ? [] : [{ ...stop, fromAtMs: met.toAtMs }];
  });
}

/** Working time between two instants that no stop took. */
export function countedMsBetween(calendar: Calendar, stops: readonly Stop[], fromAtMs: number, toAtMs: number): number {
  let counted = workingMsBetween(calendar, fromAtMs, toAtMs);
  for (const stop of unitedFrom(stops, fromAtMs)) {
    if (stop.fromAtMs >= toAtMs) break;
    counted -= workingMsBetween(calendar, stop.fromAtMs, Math.min(stop.toAtMs ?? toAtMs, toAtMs));
  }
  return counted;
}
