import type { BookPromise } from '../../book/index.ts';
import { zonedText } from '../../calendar/index.ts';
import { closingVerdict, type EngineState, type Line, promiseAt, rolls, windowKindOf } from '../../engine/index.ts';
import { KeptError } from '../../error/index.ts';
import { attainmentOf, dayPartsOf, emptyTally, holdsAny, isMean, type Tally, windowAt } from '../../measure/index.ts';
import { compareText } from '../../text/index.ts';
import type { PromiseLine, WindowLine } from './judge-line.ts';

/** Empty windows between two that hold something: eleven years of hours. More come from a time that is wrong. */
const GAP_WINDOWS_MAX = 100_000;

/**
 * Every window of every ratio, from the first of a group that holds something to the last; of every count, to the one that holds
 * the engine's time; and the one window of each that rolls (WIN-5). @throws KeptError VALUE_RANGE.
 */
export function* windowLines(state: EngineState): Generator<WindowLine> {
  for (const line of linesOfKind(state, ['ratio', 'count'])) {
    for (const tally of rolls(line) ? rollingOf(line) : windowsOf(state, line)) yield windowLine(state, line, tally);
  }
}

/** Every period of every deadline promise: of all its obligations, and of each group (WIN-8). @throws KeptError VALUE_RANGE. */
export function* promiseLines(state: EngineState): Generator<PromiseLine> {
  for (const line of linesOfKind(state, ['deadline'])) {
    for (const tally of windowsOf(state, line)) yield promiseLine(state, line, tally);
  }
}

/** By promise, then by group with none first. */
export function linesOfKind(state: EngineState, kinds: readonly BookPromise['kind'][]): readonly Line[] {
  return [...state.lines.values()]
    .filter((line) => kinds.includes(promiseAt(state, line.promise, state.nowAtMs).kind))
    .sort(
      (a, b) =>
        compareText(a.promise, b.promise) ||
        Number(a.group !== null) - Number(b.group !== null) ||
        compareText(a.group ?? '', b.group ?? ''),
    );
}

/** The windows of a line in order, from the first that holds something to the last. @throws KeptError VALUE_RANGE. */
export function* windowsOf(state: EngineState, line: Line): Generator<Tally> {
  const used = [...line.tallies.values()].filter((tally) => isPrinted(state, line, tally)).sort((a, b) => a.fromAtMs - b.fromAtMs);
  let before: Tally | null = null;
  for (const tally of used) {
    if (before !== null) yield* gap(state, line, before.toAtMs, tally.fromAtMs);
    yield tally;
    before = tally;
  }
}

function* gap(state: EngineState, line: Line, fromAtMs: number, toAtMs: number): Generator<Tally> {
  let atMs = fromAtMs;
  for (let count = 0; atMs < toAtMs; count += 1) {
    if (count === GAP_WINDOWS_MAX)
      throw new KeptError(
        'VALUE_RANGE',
        `${line.id} has over ${GAP_WINDOWS_MAX} empty windows after ${zonedText(state.book.zone, fromAtMs)}: is the time of an event wrong?`,
      );
    const promise = promiseAt(state, line.promise, atMs);
    const window = windowAt(windowKindOf(promise), promise.calendar.zone, atMs);
    if (window.toAtMs > toAtMs) return; // Another version begins here, and its window reaches over what follows.
    yield emptyTally(window);
    atMs = window.toAtMs;
  }
}

/** A count without events is 0 and judged, from the first sign of service on. */
function isPrinted({ nowAtMs }: EngineState, { streak }: Line, tally: Tally): boolean {
  if (streak === null) return holdsAny(tally);
  return streak.startAtMs !== null && tally.toAtMs > streak.startAtMs && tally.fromAtMs <= nowAtMs;
}

function rollingOf({ rolling, current }: Line): readonly Tally[] {
  return rolling?.holdsAny ? [current] : [];
}

function windowLine(state: EngineState, line: Line, tally: Tally): WindowLine {
  const { fromAtMs, toAtMs, kept, broken } = tally;
  const promise = promiseAt(state, line.promise, fromAtMs);
  const { zone } = promise.calendar;
  const { value } = attainmentOf(promise, tally);
  return {
    kind: 'window',
    promise: line.promise,
    group: line.group,
    from: zonedText(zone, fromAtMs),
    to: zonedText(zone, toAtMs),
    value: value === null ? null : `${value.n}/${value.d}`,
    good: kept,
    all: kept + broken,
    state: closingVerdict(state, line, tally),
    over: state.nowAtMs >= toAtMs && !rolls(line),
    ...(tally === line.current ? streakOf(state, line, promise) : {}),
    ...(isMean(promise) ? daysOf(state, promise, tally) : {}),
  };
}

function streakOf({ nowAtMs }: EngineState, { streak }: Line, { calendar: { zone } }: BookPromise) {
  const now = streak?.at(nowAtMs) ?? null;
  if (now === null) return {};
  return { since: zonedText(zone, now.sinceAtMs), streak: now.streakMs / 1000, record: now.recordMs / 1000 };
}

/** Local days of a window that have begun, and how many of them are not in the mean, because nothing was attempted when it looks. */
function daysOf({ nowAtMs }: EngineState, promise: BookPromise, tally: Tally) {
  const { zone } = promise.calendar;
  const { fromAtMs, toAtMs } = tally;
  // What is kept before its due stands on a day that has yet to begin.
  const inMean = dayPartsOf(promise, tally).filter(({ day, value }) => value !== null && day.fromAtMs <= nowAtMs).length;
  const begun = Math.max(0, zone.localDayOf(Math.min(nowAtMs, toAtMs - 1)) - zone.localDayOf(fromAtMs) + 1);
  return { days: begun, empty_days: begun - inMean };
}

function promiseLine(state: EngineState, line: Line, tally: Tally): PromiseLine {
  const { fromAtMs, toAtMs } = tally;
  const promise = promiseAt(state, line.promise, fromAtMs);
  const { zone } = promise.calendar;
  return {
    kind: 'promise',
    promise: line.promise,
    ...(line.group === null ? {} : { group: line.group }),
    from: zonedText(zone, fromAtMs),
    to: zonedText(zone, toAtMs),
    state: periodState(state, line, tally),
    over: state.nowAtMs >= toAtMs,
  };
}

/** A period is broken at once, and nothing else for certain before it is over. */
function periodState(state: EngineState, line: Line, tally: Tally): PromiseLine['state'] {
  const verdict = closingVerdict(state, line, tally);
  return verdict === 'broken' || state.nowAtMs >= tally.toAtMs ? verdict : 'open';
}
