import { type Count, type Expression, promiseIn, type Ratio, versionAt } from '../../book/index.ts';
import { groupIn, type Joining, joinedId, type Mark, scopeFor, withoutReplaced } from '../../clock/index.ts';
import { addCounts, type Counts, countEvent, isStatistic, noCounts, type Tally } from '../../measure/index.ts';
import { type Rational, ZERO } from '../../number/index.ts';
import type { Effect } from '../items/corrections.ts';
import type { Item } from '../items/item.ts';
import type { Counted, EngineState } from '../state.ts';
import { tellEvent } from '../warnings/tell-windows.ts';
import { exactIn } from './exact-in.ts';
import { countingPromise, lineOf, markDirty, markTouched, tallyAt } from './lines.ts';
import { putMeasured, withValue } from './measured.ts';
import { isRolling } from './rolling.ts';

/** Counts events of an item that are new in every ratio over events and every count (WIN-3), and takes out those that a correction hides. */
export function countMarks(state: EngineState, item: Item, { come, gone }: Effect): void {
  for (const mark of gone)
    for (const counted of countedOf(state, item, mark)) if (item.counted?.has(keyOf(counted))) put(state, item, counted, -1);
  for (const mark of come)
    for (const counted of countedOf(state, item, mark)) if (!item.counted?.has(keyOf(counted))) put(state, item, counted, 1);
}

const NONE: readonly never[] = [];

/** Counts all events of an item anew, and puts right what is different: the register has changed. */
export function recountItem(state: EngineState, item: Item): void {
  if (!item.marks.some(({ type }) => state.countedTypes(type)) && item.counted === null) return;
  const after = new Map(
    withoutReplaced(item.marks)
      .flatMap((mark) => countedOf(state, item, mark))
      .map((counted) => [keyOf(counted), counted]),
  );
  for (const [key, counted] of item.counted ?? NONE) if (!after.has(key)) put(state, item, counted, -1);
  for (const [key, counted] of after) if (!item.counted?.has(key)) put(state, item, counted, 1);
}

function countedOf(state: EngineState, item: Item, mark: Mark): readonly Counted[] {
  if (!state.countedTypes(mark.type)) return [];
  return versionAt(state.book, mark.atMs).promises.flatMap((each) => {
    if (each.kind !== 'count' && each.kind !== 'ratio') return [];
    const promise = countingPromise(state, each, mark.atMs);
    const stands = standsOf(promise, mark);
    if (stands.length === 0) return [];
    const scopeOf = (expression: Expression) => scopeFor(expression, joiningOf(state, promise, item, mark), mark.atMs);
    const rules = promise.exclude.map(({ when }) => when);
    joinRegisters(state, promise, item, mark, [promise.group, ...stands.flatMap(({ base, value }) => [base, value]), ...rules]);
    // An event that a rule of the promise leaves out is not counted by it, for good or for bad.
    if (rules.some((when) => when.evaluate(scopeOf(when)) === true)) return [];
    const group = promise.group === null ? null : groupIn(promise.group, scopeOf(promise.group));
    return stands.map(({ isGood, base, value }) => ({
      promise: promise.id,
      group,
      atMs: mark.atMs,
      isGood,
      base: base === null ? null : (exactIn(base, scopeOf(base)) ?? ZERO),
      value: value === null ? null : exactIn(value, scopeOf(value)),
      id: JSON.stringify([mark.source, mark.id]),
    }));
  });
}

/** As what an event counts: an attempt that is good or not, one of the events of a count, or what those are counted by. */
type Stand = { readonly isGood: boolean; readonly base: Expression | null; readonly value: Expression | null };
const GOOD: Stand = { isGood: true, base: null, value: null };
const OTHER: Stand = { isGood: false, base: null, value: null };

function standsOf(promise: Ratio | Count, { type }: Mark): readonly Stand[] {
  if (promise.kind === 'ratio' && promise.events !== null) {
    const isGood = promise.events.good.has(type);
    if (!isGood && !promise.events.all.has(type)) return [];
    return [{ ...(isGood ? GOOD : OTHER), value: isStatistic(promise) ? promise.measure.of : null }];
  }
  if (promise.kind !== 'count') return [];
  const base = promise.per?.of.has(type) ? [{ ...OTHER, base: promise.per.value }] : [];
  return promise.of.has(type) ? [OTHER, ...base] : base;
}

/** Where a group or a value is read from the register, a change there counts the item anew. */
function joinRegisters(state: EngineState, promise: Ratio | Count, item: Item, mark: Mark, read: readonly (Expression | null)[]): void {
  for (const { kind } of state.book.registers) {
    if (!read.some((expression) => expression?.source.includes(kind))) continue;
    const id = joinedId(joiningOf(state, promise, item, mark), kind);
    if (id !== null) state.registers.join(`${kind}/${id}`, item.subject, state.place);
  }
}

function joiningOf({ book, registers }: EngineState, { item }: Ratio | Count, { subject }: Item, { data }: Mark): Joining {
  return { book, item, opening: { subject, data }, registerOf: registers.of };
}

/** Two events of one item at one instant are two: the id is part of the key. */
function keyOf({ promise, group, atMs, isGood, base, value, id }: Counted): string {
  return `${promise} ${group} ${atMs} ${isGood} ${textOf(base)} ${textOf(value)} ${id}`;
}

function textOf(value: Rational | null): string {
  return value === null ? '' : `${value.n}/${value.d}`;
}

function put(state: EngineState, item: Item, counted: Counted, sign: 1 | -1): void {
  if (sign === 1) item.counted = (item.counted ?? new Map()).set(keyOf(counted), counted);
  else item.counted?.delete(keyOf(counted));
  const known = promiseIn(versionAt(state.book, counted.atMs), counted.promise) as Ratio | Count;
  const promise = countingPromise(state, known, counted.atMs);
  const line = lineOf(state, promise.id, counted.group);
  line.streak?.put(counted.atMs, { isCounted: counted.base === null }, sign);
  if (line.rolling?.put(counted.atMs, countsOfEvent(counted), sign)) markDirty(state, line);
  if (isRolling(promise.window)) return;
  const tally = tallyAt(state, line, promise, counted.atMs);
  putInto(tally, promise, counted, sign);
  if (counted.base === null) tellEvent(state, { line, promise, tally }, counted, sign);
  if (counted.base === null) line.cases?.put(tally.fromAtMs, item.subject, counted, sign);
  markTouched(state, line, tally);
}

function countsOfEvent({ isGood, base, value }: Counted): Counts {
  if (base !== null) return { ...noCounts(), base };
  return withValue({ ...noCounts(), [isGood ? 'kept' : 'broken']: 1 }, value);
}

function putInto(tally: Tally, promise: Ratio | Count, counted: Counted, sign: 1 | -1): void {
  if (counted.base !== null) {
    addCounts(tally, countsOfEvent(counted), sign);
    return;
  }
  countEvent(tally, counted, sign);
  putMeasured(tally, promise, { ...counted, knownAtMs: counted.atMs }, sign);
}
