import type { BookPromise, Deadline, Ratio, Version } from '../../book/index.ts';
import type { Obligation } from '../../clock/index.ts';
import type { JsonObject } from '../../event/index.ts';
import type { Rational } from '../../number/index.ts';
import { Item } from '../items/item.ts';
import type { Counted, EngineState, Stand } from '../state.ts';
import { type MarkTuple, markFrom, tupleOf } from './mark-tuple.ts';

type Fraction = readonly [n: string, d: string] | null;

type StandTuple = readonly [
  promise: number,
  group: string | null,
  atMs: number,
  isExcluded: 0 | 1,
  measuredBy: number | null,
  value: Fraction,
];

type CountedTuple = readonly [
  key: string,
  promise: string,
  group: string | null,
  atMs: number,
  isGood: 0 | 1,
  base: Fraction,
  value: Fraction,
  id: string,
];

/** An obligation without its subject. `opening` is the number of the mark that opened it, or the data itself. */
type ObligationTuple = readonly [
  /** Its number among `EngineState.deadlines`. */
  promise: number,
  nth: number,
  stage: string | null,
  /** Its number in the book. */
  version: number,
  group: string | null,
  state: Obligation['state'],
  openedAtMs: number,
  scheduledAtMs: number | null,
  dueAtMs: number | null,
  metAtMs: number | null,
  workedMs: number | null,
  decidedAtMs: number | null,
  settlesAtMs: number | null,
  resumesAtMs: number | null,
  backstopAtMs: number | null,
  owedMinor: number,
  reason: string | null,
  unconfirmed: 0 | 1,
  isProvisional: 0 | 1,
  opening: number | JsonObject,
  stands: readonly StandTuple[] | null,
];

type ItemTuple = readonly [
  marks: readonly MarkTuple[],
  obligations: readonly ObligationTuple[],
  opened: readonly number[],
  isRegistered: 0 | 1,
  hasClosings: 0 | 1,
  place: number,
  wakeAtMs: number | null,
  counted: readonly CountedTuple[] | null,
  replaced: readonly string[] | null,
];

/** An item as JSON, with all that the state holds of it beside its place in lists. */
export function itemText(state: EngineState, promises: readonly BookPromise[], item: Item): string {
  const { marks, opened, obligations, counted, replaced } = item;
  const tuple: ItemTuple = [
    marks.map(tupleOf),
    obligations.map((obligation) => obligationTuple(state, promises, item, obligation)),
    [...new Set(opened)].map((promise) => state.deadlines.indexOf(promise)),
    bit(item.isRegistered),
    bit(item.hasClosings),
    item.place,
    item.wakeAtMs,
    counted === null ? null : [...counted].map(countedTuple),
    replaced === null ? null : [...replaced],
  ];
  return JSON.stringify(tuple);
}

/** The item of a text that `itemText` made under the same book. */
export function itemFrom(state: EngineState, promises: readonly BookPromise[], subject: string, text: string): Item {
  const [marks, obligations, opened, isRegistered, hasClosings, place, wakeAtMs, counted, replaced] = JSON.parse(text) as ItemTuple;
  const item = new Item(subject);
  item.marks = marks.map((tuple) => markFrom(tuple, state.sameText));
  item.opened = sameList(state, opened);
  item.isRegistered = isRegistered === 1;
  item.counted = counted === null ? null : new Map(counted.map(countedFrom));
  item.place = place;
  item.hasClosings = hasClosings === 1;
  item.replaced = replaced === null ? null : new Set(replaced);
  item.wakeAtMs = wakeAtMs;
  item.obligations = obligations.map((tuple) => obligationFrom(state, promises, item, tuple));
  return item;
}

/** Most items have one opening, and share the list that its type has. */
function sameList(state: EngineState, numbers: readonly number[]): readonly string[] {
  const known = lists.getOrInsertComputed(state, () => new Map());
  return known.getOrInsertComputed(numbers.join(), () => numbers.map((number) => state.deadlines[number] as string));
}

const lists = new WeakMap<EngineState, Map<string, readonly string[]>>();

function obligationTuple(state: EngineState, promises: readonly BookPromise[], { marks }: Item, obligation: Obligation): ObligationTuple {
  const { opening } = obligation;
  const at = placeOf(marks, opening);
  const stands = state.joinedStands.get(obligation);
  return [
    state.deadlines.indexOf(obligation.promise),
    obligation.nth,
    obligation.stage,
    state.book.versions.findIndex(({ from }) => from === obligation.version),
    obligation.group,
    obligation.state,
    obligation.openedAtMs,
    obligation.scheduledAtMs,
    obligation.dueAtMs,
    obligation.metAtMs,
    obligation.workedMs,
    obligation.decidedAtMs,
    obligation.settlesAtMs,
    obligation.resumesAtMs,
    obligation.backstopAtMs,
    obligation.owedMinor,
    obligation.reason,
    bit(obligation.unconfirmed),
    bit(obligation.isProvisional),
    at < 0 ? opening : at,
    stands === undefined ? null : stands.map((stand) => standTuple(promises, stand)),
  ];
}

/** Which mark brought some data: most often it holds the very object. */
function placeOf(marks: Item['marks'], opening: JsonObject): number {
  const at = marks.findIndex(({ data }) => data === opening);
  if (at >= 0) return at;
  const text = JSON.stringify(opening);
  return marks.findIndex(({ data }) => JSON.stringify(data) === text);
}

function obligationFrom(
  state: EngineState,
  promises: readonly BookPromise[],
  { subject, marks }: Item,
  tuple: ObligationTuple,
): Obligation {
  const [promise, nth, stage, version, group, verdict, openedAtMs, scheduledAtMs, dueAtMs, metAtMs, workedMs, decidedAtMs, ...rest] = tuple;
  const [settlesAtMs, resumesAtMs, backstopAtMs, owedMinor, reason, unconfirmed, isProvisional, opening, stands] = rest;
  // In the order of `obligationOf`, so that all obligations have one shape.
  const obligation: Obligation = {
    promise: state.deadlines[promise] as string,
    subject,
    nth,
    stage,
    version: (state.book.versions[version] as Version).from,
    group,
    openedAtMs,
    scheduledAtMs,
    dueAtMs,
    metAtMs,
    workedMs,
    reason,
    opening: typeof opening === 'number' ? (marks[opening]?.data as JsonObject) : opening,
    backstopAtMs,
    isProvisional: isProvisional === 1,
    owedMinor,
    state: verdict,
    decidedAtMs,
    unconfirmed: unconfirmed === 1,
    settlesAtMs,
    resumesAtMs,
  };
  if (stands !== null)
    state.joinedStands.set(
      obligation,
      stands.map((stand) => standFrom(promises, stand)),
    );
  return obligation;
}

function standTuple(promises: readonly BookPromise[], { promise, group, atMs, isExcluded, measuredBy, value }: Stand): StandTuple {
  const ratioAt = measuredBy === null ? null : promises.indexOf(measuredBy);
  return [promises.indexOf(promise), group, atMs, bit(isExcluded), ratioAt, fractionOf(value)];
}

function standFrom(promises: readonly BookPromise[], [promiseAt, group, atMs, isExcluded, ratioAt, value]: StandTuple): Stand {
  const promise = promises[promiseAt] as Deadline | Ratio;
  const measuredBy = ratioAt === null ? null : (promises[ratioAt] as Ratio);
  return { promise, group, atMs, isExcluded: isExcluded === 1, measuredBy, value: rationalFrom(value) };
}

function countedTuple([key, { promise, group, atMs, isGood, base, value, id }]: readonly [string, Counted]): CountedTuple {
  return [key, promise, group, atMs, bit(isGood), fractionOf(base), fractionOf(value), id];
}

function countedFrom([key, promise, group, atMs, isGood, base, value, id]: CountedTuple): [string, Counted] {
  return [key, { promise, group, atMs, isGood: isGood === 1, base: rationalFrom(base), value: rationalFrom(value), id }];
}

function fractionOf(value: Rational | null): Fraction {
  return value === null ? null : [String(value.n), String(value.d)];
}

function rationalFrom(fraction: Fraction): Rational | null {
  return fraction === null ? null : { n: BigInt(fraction[0]), d: BigInt(fraction[1]) };
}

function bit(value: boolean): 0 | 1 {
  return value ? 1 : 0;
}
