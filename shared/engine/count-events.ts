import { type Count, type Expression, type Ratio, type Scope, versionAt } from '../book/index.ts';
import { groupIn, joinedId, type Mark, scopeAt, withoutReplaced } from '../clock/index.ts';
import { addCounts, type Counts, countEvent, countInDay, emptyDay, noCounts, type Tally } from '../measure/index.ts';
import { type Rational, rationalOfText, ZERO } from '../number/index.ts';
import type { Effect } from './corrections.ts';
import { countingPromise, lineOf, markDirty, markTouched, tallyAt } from './lines.ts';
import { isRolling } from './rolling.ts';
import type { Counted, EngineState, Item } from './state.ts';

/** Counts events of an item that are new in every ratio over events and every count (WIN-3), and takes out those that a correction hides. */
export function countMarks(state: EngineState, item: Item, { come, gone }: Effect): void {
  if (!state.countsEvents) return;
  for (const mark of gone)
    for (const counted of countedOf(state, item, mark)) if (item.counted.has(keyOf(counted))) put(state, item, counted, -1);
  for (const mark of come)
    for (const counted of countedOf(state, item, mark)) if (!item.counted.has(keyOf(counted))) put(state, item, counted, 1);
}

/** Counts all events of an item anew, and puts right what is different: the register has changed. */
export function recountItem(state: EngineState, item: Item): void {
  if (!state.countsEvents) return;
  const after = new Map(
    withoutReplaced(item.marks)
      .flatMap((mark) => countedOf(state, item, mark))
      .map((counted) => [keyOf(counted), counted]),
  );
  for (const [key, counted] of item.counted) if (!after.has(key)) put(state, item, counted, -1);
  for (const [key, counted] of after) if (!item.counted.has(key)) put(state, item, counted, 1);
}

function countedOf(state: EngineState, item: Item, mark: Mark): readonly Counted[] {
  return versionAt(state.book, mark.atMs).promises.flatMap((each) => {
    if (each.kind !== 'count' && each.kind !== 'ratio') return [];
    const promise = countingPromise(state, each, mark.atMs);
    const stands = standsOf(promise, mark);
    if (stands.length === 0) return [];
    const scopeOf = () => scopeFor(state, promise, item, mark);
    const rules = promise.exclude.map(({ when }) => when);
    joinRegisters(state, promise, item, mark, [promise.group, ...stands.map((stand) => stand.value), ...rules]);
    if (rules.length > 0 && isExcluded(rules, scopeOf())) return [];
    const group = promise.group === null ? null : groupIn(promise.group, scopeOf());
    return stands.map(({ isGood, value }) => ({
      promise: promise.id,
      group,
      atMs: mark.atMs,
      isGood,
      base: value === null ? null : exactOf(value, scopeOf()),
      id: JSON.stringify([mark.source, mark.id]),
    }));
  });
}

/** As what an event counts: an attempt that is good or not, one of the events of a count, or what those are counted by. */
type Stand = { readonly isGood: boolean; readonly value: Expression | null };
const GOOD: Stand = { isGood: true, value: null };
const OTHER: Stand = { isGood: false, value: null };

function standsOf(promise: Ratio | Count, { type }: Mark): readonly Stand[] {
  if (promise.kind === 'ratio' && promise.events !== null) {
    if (promise.events.good.has(type)) return [GOOD];
    return promise.events.all.has(type) ? [OTHER] : [];
  }
  if (promise.kind !== 'count') return [];
  const base = promise.per?.of.has(type) ? [{ isGood: false, value: promise.per.value }] : [];
  return promise.of.has(type) ? [OTHER, ...base] : base;
}

/** Where a group or a value is read from the register, a change there counts the item anew. */
function joinRegisters(
  state: EngineState,
  { item }: Ratio | Count,
  { subject }: Item,
  mark: Mark,
  read: readonly (Expression | null)[],
): void {
  for (const { kind } of state.book.registers) {
    if (!read.some((expression) => expression?.source.includes(kind))) continue;
    const id = joinedId({ book: state.book, item, opening: { subject, data: mark.data } }, kind);
    if (id !== null) state.registers.join(kind, id, subject);
  }
}

/** An event that a rule of the promise leaves out is not counted by it, for good or for bad. */
function isExcluded(rules: readonly Expression[], scope: Scope): boolean {
  return rules.some((when) => when.evaluate(scope) === true);
}

function scopeFor(state: EngineState, { item }: Ratio | Count, { subject }: Item, mark: Mark): Scope {
  return scopeAt({ book: state.book, item, opening: { subject, data: mark.data }, registerOf: state.registers.of }, mark.atMs);
}

/** Longer texts are no figures: exact fractions of them would take seconds. */
const TEXT_LENGTH_MAX = 40;

/** A number by its shortest text, or a decimal text; anything else is 0. */
function exactOf(value: Expression, scope: Scope): Rational {
  const found = value.evaluate(scope);
  const text = typeof found === 'number' || typeof found === 'bigint' || typeof found === 'string' ? String(found) : '';
  return (text.length <= TEXT_LENGTH_MAX ? rationalOfText(text) : null) ?? ZERO;
}

/** Two events of one item at one instant are two: the id is part of the key. */
function keyOf({ promise, group, atMs, isGood, base, id }: Counted): string {
  return `${promise} ${group} ${atMs} ${isGood} ${base === null ? '' : `${base.n}/${base.d}`} ${id}`;
}

function put(state: EngineState, item: Item, counted: Counted, sign: 1 | -1): void {
  if (sign === 1) item.counted.set(keyOf(counted), counted);
  else item.counted.delete(keyOf(counted));
  const known = versionAt(state.book, counted.atMs).promises.find((each) => each.id === counted.promise) as Ratio | Count;
  const promise = countingPromise(state, known, counted.atMs);
  const line = lineOf(state, promise.id, counted.group);
  line.streak?.put(counted.atMs, { isCounted: counted.base === null }, sign);
  if (line.rolling?.put(counted.atMs, countsOfEvent(counted), sign)) markDirty(state, line);
  if (isRolling(promise.window)) return;
  const tally = tallyAt(state, line, promise, counted.atMs);
  putInto(tally, promise, counted, sign);
  markTouched(state, line, tally);
}

function countsOfEvent({ isGood, base }: Counted): Counts {
  if (base !== null) return { ...noCounts(), base };
  return { ...noCounts(), [isGood ? 'kept' : 'broken']: 1 };
}

function putInto(tally: Tally, promise: Ratio | Count, counted: Counted, sign: 1 | -1): void {
  if (counted.base !== null) {
    addCounts(tally, countsOfEvent(counted), sign);
    return;
  }
  countEvent(tally, counted, sign);
  if (promise.kind === 'count' || promise.measure.kind === 'share') return;
  const { zone } = promise.calendar;
  const dayNumber = zone.localDayOf(counted.atMs);
  countInDay(
    tally.days.getOrInsertComputed(dayNumber, () => emptyDay(zone, dayNumber)),
    counted,
    sign,
  );
}
