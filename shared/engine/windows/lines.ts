import {
  type BookPromise,
  type Count,
  choiceFor,
  type Deadline,
  type Expression,
  promiseIn,
  type Ratio,
  type Target,
  type Version,
  versionAt,
  type WindowKind,
} from '../../book/index.ts';
import { groupIn, type Obligation, ownScope, scopeFor } from '../../clock/index.ts';
import { CALM } from '../../foresight/index.ts';
import { count, countsOf, emptyTally, Streak, type Tally, type Window, windowAt } from '../../measure/index.ts';
import type { Rational } from '../../number/index.ts';
import { governingOf } from '../items/governing.ts';
import { Cases, paysByCase } from '../money/cases.ts';
import type { EngineState, Line, Stand } from '../state.ts';
import { tellObligation } from '../warnings/tell-windows.ts';
import { isCounted, isMeasured, measuredValue, putMeasured, withValue } from './measured.ts';
import { isRolling, movesAtMs, rollingOver, tallyNow } from './rolling.ts';

/**
 * Puts an obligation into every window it counts in (`sign` 1), or takes it out of where it was put (−1). A stage counts in none:
 * its whole does (OBL-10).
 */
export function contribute(state: EngineState, obligation: Obligation, sign: 1 | -1): void {
  if (obligation.stage !== null) return;
  const stands = (sign === -1 ? state.joinedStands.get(obligation) : undefined) ?? standsOf(state, obligation);
  if (sign === 1 && state.joinsGroups) state.joinedStands.set(obligation, stands);
  for (const stand of stands) {
    const line = lineOf(state, stand.promise.id, stand.group);
    const seen: Obligation = stand.isExcluded ? { ...obligation, state: 'excluded', owedMinor: 0 } : obligation;
    if (line.rolling?.put(stand.atMs, withValue(countsOf(seen), stand.value), sign)) markDirty(state, line);
    if (isRolling(windowKindOf(stand.promise))) continue;
    const tally = tallyAt(state, line, stand.promise, stand.atMs);
    count(tally, seen, sign);
    tellObligation(state, { line, promise: stand.promise, tally }, seen, sign);
    if (stand.measuredBy !== null && isMeasured(stand.measuredBy, stand.value) && isCounted(seen)) {
      const brought = { ...stand, isGood: seen.state === 'kept', knownAtMs: seen.metAtMs ?? stand.atMs };
      putMeasured(tally, stand.measuredBy, brought, sign);
    }
    markTouched(state, line, tally);
  }
}

/** The figures of a window have changed: the line is reckoned anew, or the window of the past looked at again where it may owe. */
export function markTouched(state: EngineState, line: Line, tally: Tally): void {
  if (tally === line.current) markDirty(state, line);
  // A count that pays by complaint owes before its window is over.
  if (line.cases !== null || (tally !== line.current && tally.toAtMs <= state.nowAtMs)) markUnsettled(state, line, tally);
}

/** What a window owes is worked out anew at the next whole second. */
export function markUnsettled(state: EngineState, line: Line, tally: Tally): void {
  const promise = promiseAt(state, line.promise, tally.fromAtMs);
  if (promise.kind === 'deadline' || promise.remedies.length === 0) return;
  state.windowLedger.unsettled.set(tally, line);
  askForSecond(state);
}

export function markDirty(state: EngineState, line: Line): void {
  state.dirtyLines.add(line.id);
  askForSecond(state);
}

/** Forecasts and lines are reckoned anew at the next whole second, so that a bulk import is not slowed by them. */
export function askForSecond(state: EngineState): void {
  if (state.secondAsked) return;
  state.secondAsked = true;
  state.wakes.push({ atMs: (Math.floor(state.nowAtMs / 1000) + 1) * 1000, kind: 'second', key: '' });
}

/** The lines that hold an obligation, and the instants that decide the windows. */
export function standsNow(state: EngineState, obligation: Obligation): readonly Stand[] {
  return state.joinedStands.get(obligation) ?? [...standsOf(state, obligation)];
}

/** Whether an obligation counts otherwise than it was put in, in another group, by another value or not at all: the register has changed. */
export function changedStands(state: EngineState, obligation: Obligation): boolean {
  const before = state.joinedStands.get(obligation);
  if (before === undefined) return false;
  return standsOf(state, obligation).some(
    ({ group, isExcluded, value }, index) =>
      group !== before[index]?.group || isExcluded !== before[index]?.isExcluded || !isSame(value, before[index]),
  );
}

function isSame(value: Rational | null, before: Stand | undefined): boolean {
  return value?.n === before?.value?.n && value?.d === before?.value?.d;
}

function standsOf(state: EngineState, obligation: Obligation): readonly Stand[] {
  const stands: Stand[] = [];
  const dueAtMs = obligation.dueAtMs ?? obligation.openedAtMs;
  for (const promise of countersOf(state, obligation.promise, versionAt(state.book, dueAtMs))) {
    if (promise.kind === 'deadline') {
      stands.push({ promise, group: null, atMs: dueAtMs, isExcluded: false, measuredBy: null, value: null });
      const { group } = obligation;
      if (group !== null) stands.push({ promise, group, atMs: dueAtMs, isExcluded: false, measuredBy: null, value: null });
      continue;
    }
    const atMs = instantFor(promise, obligation, dueAtMs);
    if (atMs === null) continue;
    const { group, isExcluded } = readBy(state, promise, obligation);
    const measuredBy = countingPromise(state, promise, atMs);
    stands.push({ promise, group, atMs, isExcluded, measuredBy, value: isExcluded ? null : measuredValue(state, measuredBy, obligation) });
  }
  return stands;
}

/** The promises of a version that count obligations of a promise: its own, and the ratios over it. */
function countersOf({ counters }: EngineState, promiseId: string, version: Version): readonly (Deadline | Ratio)[] {
  const known = counters.get(version)?.get(promiseId);
  if (known !== undefined) return known;
  const found = version.promises.filter(
    (each): each is Deadline | Ratio =>
      (each.kind === 'deadline' && each.id === promiseId) || (each.kind === 'ratio' && each.of === promiseId),
  );
  counters.getOrInsertComputed(version, () => new Map()).set(promiseId, found);
  return found;
}

/** The instant by which a window counts an obligation (WIN-2); `null` while it is not finished and only finished ones count. */
function instantFor(promise: Ratio, obligation: Obligation, dueAtMs: number): number | null {
  if (promise.counted === 'opened') return obligation.openedAtMs;
  return promise.counted === 'finished' ? obligation.decidedAtMs : dueAtMs;
}

/** What a ratio reads of an obligation it counts, at its opening: its group, and whether a rule leaves it out (OBL-7). */
function readBy(state: EngineState, promise: Ratio, obligation: Obligation): Pick<Stand, 'group' | 'isExcluded'> {
  const { group, exclude } = promise;
  if (exclude.length === 0 && (group === null || group.isOwn))
    return { group: group === null ? null : groupIn(group, ownScope(obligation.opening)), isExcluded: false };
  const opening = { subject: obligation.subject, data: obligation.opening };
  const joining = { book: state.book, item: promise.item ?? governingOf(state, obligation).item, opening, registerOf: state.registers.of };
  const scopeOf = (expression: Expression) => scopeFor(expression, joining, obligation.openedAtMs);
  return {
    group: group === null ? null : groupIn(group, scopeOf(group)),
    isExcluded: exclude.some(({ when }) => when.evaluate(scopeOf(when)) === true),
  };
}

/** No promise that the book writes has a `/` in its id: one with it begins with `/`, lest it be a group of the other. */
export function lineIdOf(promise: string, group: string | null): string {
  return group === null ? ownIdOf(promise) : `${ownIdOf(promise)}/${group}`;
}

function ownIdOf(promise: string): string {
  return promise.includes('/') ? `/${promise}` : promise;
}

/** The line of a promise or of one group where there is one. It is asked for with every event, so no id is put together. */
export function knownLine(state: EngineState, promiseId: string, group: string | null): Line | undefined {
  return group === null ? state.lines.get(ownIdOf(promiseId)) : state.groups.get(promiseId)?.get(group);
}

/** Lines that one promise may have; groups that come after them share one line. */
const GROUPS_MAX = 1_000;
const OTHERS = '…';

/** The line of a promise or of one group; made when it is first asked for. */
export function lineOf(state: EngineState, promiseId: string, group: string | null): Line {
  const known = knownLine(state, promiseId, group);
  if (known !== undefined) return known;
  const isFull = group !== null && group !== OTHERS && (state.groups.get(promiseId)?.size ?? 0) >= GROUPS_MAX;
  return isFull ? lineOf(state, promiseId, OTHERS) : newLine(state, promiseId, group);
}

function newLine(state: EngineState, promiseId: string, group: string | null): Line {
  const id = lineIdOf(promiseId, group);
  const promise = promiseAt(state, promiseId, state.nowAtMs);
  const parts = { tallies: new Map<number, Tally>(), rolling: rollingOver(windowKindsOf(state, promiseId)) };
  const current = tallyNow(parts, { kind: windowKindOf(promise), zone: promise.calendar.zone }, state.nowAtMs);
  const line: Line = {
    ...parts,
    id,
    promise: promiseId,
    group,
    current,
    touched: current,
    streak: promise.kind === 'count' ? new Streak() : null,
    cases: state.book.versions.some(({ promises }) => promises.some((each) => each.id === promiseId && paysByCase(each)))
      ? new Cases()
      : null,
    looksAtMs: Number.NEGATIVE_INFINITY,
    watchesAtMs: null,
    state: 'idle',
    sinceAtMs: state.nowAtMs,
    rung: CALM,
    chance: null,
    breaksAtMs: null,
    silentSinceAtMs: null,
    isBackfilled: false,
  };
  state.lines.set(id, line);
  if (group !== null) state.groups.getOrInsertComputed(promiseId, () => new Map()).set(group, line);
  state.wakes.push({ atMs: movesAtMs(line), kind: 'line', key: id });
  markDirty(state, line);
  return line;
}

/** The tally of the window that holds an instant, by the version in force at the window's start (WIN-4). */
export function tallyAt(state: EngineState, line: Line, promise: BookPromise, atMs: number): Tally {
  // History comes in order, so an event nearly always counts in the window of the one before it.
  if (state.book.versions.length === 1) {
    if (holds(line.current, atMs)) return line.current;
    if (holds(line.touched, atMs)) return line.touched;
  }
  const window = windowFor(state, promise, atMs);
  line.touched = line.tallies.getOrInsertComputed(window.fromAtMs, () => emptyTally(window, window.toAtMs > state.nowAtMs));
  return line.touched;
}

function holds({ fromAtMs, toAtMs }: Window, atMs: number): boolean {
  return atMs >= fromAtMs && atMs < toAtMs;
}

/** The window that holds an instant: of the kind that the version at its start names. */
export function windowFor(state: EngineState, promise: BookPromise, atMs: number): Window {
  const window = windowAt(windowKindOf(promise), promise.calendar.zone, atMs);
  if (state.book.versions.length === 1) return window;
  const governing = promiseAt(state, promise.id, window.fromAtMs);
  const isSame = windowKindOf(governing) === windowKindOf(promise) || isRolling(windowKindOf(governing));
  return isSame ? window : windowAt(windowKindOf(governing), governing.calendar.zone, atMs);
}

/** A promise by which an event counts: as the version at the start of its window has it (WIN-4); as that of its time where it rolls. */
export function countingPromise<P extends Ratio | Count>(state: EngineState, promise: P, atMs: number): P {
  if (state.book.versions.length === 1 || isRolling(promise.window)) return promise;
  const { fromAtMs } = windowFor(state, promise, atMs);
  const governing = promiseIn(versionAt(state.book, fromAtMs), promise.id);
  return governing?.kind === promise.kind && !isRolling(windowKindOf(governing)) ? (governing as P) : promise;
}

/** In any version. */
function windowKindsOf(state: EngineState, promiseId: string): readonly WindowKind[] {
  const promises = state.book.versions.flatMap((version) => version.promises);
  return promises.filter((promise) => promise.id === promiseId).map(windowKindOf);
}

export function windowKindOf(promise: BookPromise): WindowKind {
  return promise.kind === 'deadline' ? promise.per : promise.window;
}

/** What the value of a line's window is compared with; `null` for a deadline promise, and where a tier has no target. */
export function targetFor(promise: BookPromise, line: Pick<Line, 'group'>): Target | null {
  switch (promise.kind) {
    case 'deadline':
      return null;
    case 'count':
      return promise.target;
    default:
      return choiceFor(promise.target, [line.group]);
  }
}

/** A promise as the version at an instant has it, else as the latest one does that has it at all. */
export function promiseAt({ book }: Pick<EngineState, 'book'>, promiseId: string, atMs: number): BookPromise {
  const governing = promiseIn(versionAt(book, atMs), promiseId);
  return governing ?? (book.versions.flatMap((version) => version.promises).findLast((promise) => promise.id === promiseId) as BookPromise);
}
