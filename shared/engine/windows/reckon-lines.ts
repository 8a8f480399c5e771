import type { BookPromise, Ratio, Target } from '../../book/index.ts';
import { CALM, chanceBelow, climb, type Misses, type WindowSoFar } from '../../foresight/index.ts';
import {
  attainmentOf,
  binEndAtMs,
  dailyValues,
  forgetBins,
  holdsAny,
  isStatistic,
  meets,
  TALLY_BINS,
  type Tally,
  type Window,
} from '../../measure/index.ts';
import { type Rational, toNumber } from '../../number/index.ts';
import type { Change, LineState } from '../change.ts';
import { feedsOfLine } from '../feeds/feeds.ts';
import { missesOf } from '../money/misses-of.ts';
import type { EngineState, Line } from '../state.ts';
import { isForetoldByShare } from '../warnings/tell-windows.ts';
import { chanceOfCount, countBrokeAtMs, countState, isExceeded, lookAgain } from './count-line.ts';
import { earlierWindows } from './earlier-windows.ts';
import { brokenGroupsOf, isPeriodBroken } from './judged-tallies.ts';
import { knownLine, markDirty, markUnsettled, promiseAt, targetFor, windowKindOf } from './lines.ts';
import { holdsSame, movesAtMs, rolls, tallyNow } from './rolling.ts';
import { forecastOfShare } from './share-forecast.ts';
import { chanceOfStatistic } from './statistic-line.ts';

type Worst = 'on-track' | 'at-risk' | 'likely';
const WORSE: { readonly [state in Worst]: number } = { 'on-track': 0, 'at-risk': 1, likely: 2 };

/** Works out the lines whose figures have changed. */
export function reckonLines(state: EngineState, changes: Change[]): void {
  if (state.dirtyLines.size === 0) return;
  const worst = worstOpen(state);
  const ids = [...state.dirtyLines];
  state.dirtyLines.clear();
  for (const id of ids) {
    const line = state.lines.get(id);
    if (line !== undefined) reckonLine(state, line, worst.get(id) ?? 'on-track', changes);
  }
}

/** The worst forecast among the open obligations due in each deadline line's period (WIN-8). */
function worstOpen(state: EngineState): Map<string, Worst> {
  const worst = new Map<string, Worst>();
  for (const open of state.troubled) {
    if (open.rung.state === 'on-track' || open.obligation.dueAtMs === null) continue;
    const { obligation, rung } = open;
    if (obligation.stage !== null) continue;
    for (const group of [null, obligation.group]) {
      const line = knownLine(state, obligation.promise, group);
      if (line === undefined || open.obligation.dueAtMs < line.current.fromAtMs || open.obligation.dueAtMs >= line.current.toAtMs) continue;
      if (WORSE[rung.state] > WORSE[worst.get(line.id) ?? 'on-track']) worst.set(line.id, rung.state);
    }
  }
  return worst;
}

function reckonLine(state: EngineState, line: Line, worst: Worst, changes: Change[]): void {
  const promise = promiseAt(state, line.promise, line.current.fromAtMs);
  const target = targetFor(promise, line);
  const misses = missesOf(promise, target);
  const soFar = soFarOf(state, line);
  line.chance = promise.kind === 'count' ? chanceOfCount(state, line, promise) : chanceOf(state, line, promise, { target, soFar });
  if (line.chance !== null && (promise.kind === 'ratio' || promise.kind === 'count'))
    line.rung = climb(line.rung, line.chance, state.book.thresholds);
  if (line.rung.calmUpdates > 0) markDirty(state, line); // A second calm update must come even when no event does.
  line.silentSinceAtMs = silentSince(state, promise, line.current, isRunning(state, line, line.current));
  if (line.silentSinceAtMs === null) watchSilence(state, line, promise);
  const next = stateOf(state, line, promise, { target, soFar, misses, worst });
  if (next !== 'broken') line.breaksAtMs = null;
  else if (line.state !== 'broken') line.breaksAtMs = brokeAtMs(state, line, promise, soFar);
  if (promise.kind === 'count') lookAgain(state, line, promise);
  const isAfterBackfill = line.isBackfilled;
  line.isBackfilled = feedsOfLine(state, promise).some((health) => health.state === 'behind');
  if (next === line.state) return;
  const { kept, broken } = line.current;
  changes.push({ kind: 'line', isAfterBackfill, line: line.id, from: line.state, to: next, kept, all: kept + broken, atMs: state.nowAtMs });
  line.state = next;
  line.sinceAtMs = line.breaksAtMs ?? state.nowAtMs;
}

function chanceOf(
  state: EngineState,
  line: Line,
  promise: BookPromise,
  { target, soFar }: Pick<Reckoning, 'target' | 'soFar'>,
): number | null {
  const { current } = line;
  if (rolls(line) || soFar.kept + soFar.broken + soFar.remaining === 0) return null; // A window that rolls has no end to forecast.
  if (isStatistic(promise))
    return target === null ? null : chanceOfStatistic(line, promise, { target, soFar, before: talliesBefore(state, line) });
  if (isForetoldByShare(promise)) return forecastOfShare(state, line).chance;
  if (target === null) return null;
  const { zone } = promise.calendar;
  const daysLeft = zone.localDayOf(current.toAtMs - 1) - zone.localDayOf(state.nowAtMs);
  const below = chanceBelow(dailyValues(promise, current).map(toNumber), daysLeft, toNumber(target.value));
  return target.op.startsWith('>') ? below : 1 - below;
}

type Reckoning = { readonly target: Target | null; readonly soFar: WindowSoFar; readonly misses: Misses; readonly worst: Worst };

function stateOf(state: EngineState, line: Line, promise: BookPromise, { target, soFar, misses, worst }: Reckoning): LineState {
  const { kept, broken, noData, open } = line.current;
  if (promise.kind === 'count' && target !== null) return countState(line, promise, target);
  const { value } = attainmentOf(promise, line.current);
  if (promise.kind === 'ratio' && rolls(line) && isMissed(target, value)) return 'broken';
  if (promise.kind === 'deadline' && isPeriodBroken(state, line, promise, line.current)) return 'broken';
  if (
    promise.kind === 'ratio' &&
    promise.measure.kind === 'share' &&
    !rolls(line) &&
    isOutOfReach(promise, line.current, { target, all: kept + broken + soFar.remaining, misses })
  )
    return 'broken';
  if (line.silentSinceAtMs !== null || noData > 0) return 'no-data';
  if (kept + broken + open === 0 || (isStatistic(promise) && value === null && open === 0)) return 'idle';
  return promise.kind === 'ratio' ? line.rung.state : worst;
}

function isMissed(target: Target | null, value: Rational | null): boolean {
  return target !== null && value !== null && !meets(target, value);
}

type Reach = { readonly target: Target | null; readonly all: number; readonly misses: Misses };

/** Whether a window would miss its target however all that is still open in it ends, and no more can come. */
function isOutOfReach(
  promise: Ratio,
  { kept, broken, openedInside }: Pick<Tally, 'kept' | 'broken' | 'openedInside'>,
  { target, all, misses }: Reach,
): boolean {
  if (target === null || openedInside > 0 || promise.counted === 'finished' || kept + broken === 0) return false;
  return target.op.startsWith('>') ? misses(all - broken, broken) : misses(kept, all - kept);
}

/**
 * When a window broke: now, unless its figures say that it broke earlier, as after a back-fill. To one bin of the window, from
 * counts that any order of arrival gives.
 */
function brokeAtMs(state: EngineState, line: Line, promise: BookPromise, soFar: WindowSoFar): number {
  const tally = line.current;
  if (promise.kind === 'count') return countBrokeAtMs(state, line, promise);
  if (rolls(line)) return tally.toAtMs;
  const groups = brokenGroupsOf(state, line, promise);
  if (groups.length > 0) return Math.min(...groups.map((group) => brokeAtMs(state, group, promise, soFarOf(state, group))));
  const target = targetFor(promise, line);
  const misses = missesOf(promise, target);
  const all = soFar.kept + soFar.broken + soFar.remaining;
  let [kept, broken] = [0, 0];
  let sinceAtMs: number | null = null;
  for (let bin = 0; bin < TALLY_BINS && binEndAtMs(tally, bin) <= state.nowAtMs; bin += 1) {
    kept += tally.keptBins[bin] ?? 0;
    broken += tally.brokenBins[bin] ?? 0;
    const isBroken =
      promise.kind === 'ratio' ? isOutOfReach(promise, { kept, broken, openedInside: 0 }, { target, all, misses }) : misses(kept, broken);
    if (!isBroken) sinceAtMs = null;
    else sinceAtMs ??= binEndAtMs(tally, bin);
  }
  return Math.round(sinceAtMs ?? state.nowAtMs);
}

/** Counts of the line's window so far, and of the windows before it. */
export function soFarOf(state: EngineState, line: Line): WindowSoFar {
  const { kept, broken, open, noData } = line.current;
  let [keptBefore, brokenBefore] = [0, 0];
  for (const before of talliesBefore(state, line)) {
    keptBefore += before.kept;
    brokenBefore += before.broken;
  }
  return { kept, broken, remaining: open + noData + expectedMore(line.current, state.nowAtMs), keptBefore, brokenBefore };
}

/** What the windows before that of the line hold. */
function talliesBefore(state: EngineState, line: Line): readonly Tally[] {
  const promise = promiseAt(state, line.promise, line.current.fromAtMs);
  return [...earlierWindows(line, promise)].map(({ tally }) => tally).filter((tally) => tally !== undefined);
}

/** How many more will open in a window, at the rate at which they have opened in it so far. */
function expectedMore({ openedInside, fromAtMs, toAtMs }: Tally, nowAtMs: number): number {
  const goneMs = Math.max(1, nowAtMs - fromAtMs);
  return Math.round((openedInside * Math.max(0, toAtMs - nowAtMs)) / goneMs);
}

function isRunning({ nowAtMs }: EngineState, line: Line, tally: Tally): boolean {
  return tally.toAtMs > nowAtMs || (rolls(line) && tally === line.current);
}

/**
 * Since when a feed that the promise needs has been silent inside a window; `null` while all were heard (FEED-3).
 * @param isRunning the window is of now: one that rolls ends at the last whole minute and is of now for ever.
 */
export function silentSince(state: EngineState, promise: BookPromise, { fromAtMs, toAtMs }: Window, isRunning: boolean): number | null {
  for (const { coverage, feed, state: health } of feedsOfLine(state, promise)) {
    // While a feed is heard its newest event may lie back by its lag; once it is not, silence counts to now.
    const laggingMs = health === 'live' && isRunning ? feed.lagMs : 0;
    const gap = coverage.gapIn(fromAtMs, Math.min(toAtMs, state.nowAtMs), laggingMs);
    if (gap !== null) return gap;
  }
  return null;
}

/** A feed that is not heard asks for no look of its own: the line asks for the instant at which its silence shows in the window. */
function watchSilence(state: EngineState, line: Line, promise: BookPromise): void {
  let nextAtMs: number | null = null;
  for (const { coverage, feed, state: health } of feedsOfLine(state, promise)) {
    const showsAtMs = Math.max(line.current.fromAtMs, coverage.latestAtMs ?? 0) + feed.heartbeatMs + 1;
    if (health !== 'live' && showsAtMs > state.nowAtMs && showsAtMs < line.current.toAtMs)
      nextAtMs = Math.min(nextAtMs ?? showsAtMs, showsAtMs);
  }
  if (nextAtMs === line.watchesAtMs) return; // It is reckoned each second, and must not ask as often.
  line.watchesAtMs = nextAtMs;
  if (nextAtMs !== null) state.wakes.push({ atMs: nextAtMs, kind: 'line', key: line.id });
}

/** Closes the window that is over and begins the one that holds the engine's time (WIN-9); one that rolls moves on (WIN-5). */
export function rollLine(state: EngineState, lineId: string, changes: Change[]): void {
  const line = state.lines.get(lineId);
  if (line === undefined) return;
  if (state.nowAtMs < movesAtMs(line)) {
    markDirty(state, line); // It asked to be looked at inside its window.
    return;
  }
  if (!rolls(line)) close(state, line, changes);
  const next = promiseAt(state, line.promise, state.nowAtMs);
  const before = line.current;
  line.current = tallyNow(line, { kind: windowKindOf(next), zone: next.calendar.zone }, state.nowAtMs);
  forgetEmpty(state, line, before);
  state.wakes.push({ atMs: movesAtMs(line), kind: 'line', key: line.id });
  if (!rolls(line) || !holdsSame(before, line.current) || mayTurn(state, line)) markDirty(state, line);
}

/** A window that is over and holds nothing is made again when something comes late: most hours of most groups hold nothing. */
function forgetEmpty(state: EngineState, line: Line, tally: Tally): void {
  const promise = promiseAt(state, line.promise, tally.fromAtMs);
  const mayOwe = promise.kind !== 'deadline' && promise.remedies.length > 0;
  if (mayOwe || holdsAny(tally) || line.tallies.get(tally.fromAtMs) !== tally) return;
  line.tallies.delete(tally.fromAtMs);
  if (line.touched === tally) line.touched = line.current;
}

/** Whether a line that rolls may change with the same figures: its version may end, and silence show where a feed is not heard. */
function mayTurn({ book, feeds }: EngineState, { silentSinceAtMs }: Line): boolean {
  return book.versions.length > 1 || silentSinceAtMs !== null || feeds.some((health) => health.state !== 'live');
}

function close(state: EngineState, line: Line, changes: Change[]): void {
  const { fromAtMs, toAtMs, kept, broken } = line.current;
  const verdict = closingVerdict(state, line, line.current);
  changes.push({ kind: 'window', line: line.id, fromAtMs, toAtMs, verdict, kept, all: kept + broken, atMs: state.nowAtMs });
  markUnsettled(state, line, line.current);
  line.rung = CALM;
  forgetBins(line.current);
}

/** The verdict of a whole window by its figures. No data is never kept. */
export function closingVerdict(state: EngineState, line: Line, tally: Tally): 'kept' | 'broken' | 'no-data' | 'idle' {
  const promise = promiseAt(state, line.promise, tally.fromAtMs);
  const target = targetFor(promise, line);
  const { value } = attainmentOf(promise, tally);
  const isBroken = promise.kind === 'deadline' ? isPeriodBroken(state, line, promise, tally) : isMissed(target, value);
  // What a count still misses may be among what was not heard.
  const isCertain = promise.kind !== 'count' || (target !== null && isExceeded(promise, target, tally));
  if (isBroken && isCertain) return 'broken';
  // What has no data itself stands beside (WIN-2): silence is what a whole window is without data by (FEED-3).
  if (silentSince(state, promise, tally, isRunning(state, line, tally)) !== null) return 'no-data';
  if (value === null) return 'idle';
  return isBroken ? 'broken' : 'kept';
}
