import type { Uptime } from '../../clock/index.ts';
import { AvailabilityForecaster, CALM, climb, type UptimeLesson } from '../../foresight/index.ts';
import { exceededAtMs } from '../../measure/index.ts';
import type { Change, LineState } from '../change.ts';
import { feedsOfLine } from '../feeds/feeds.ts';
import type { EngineState, SubjectLine } from '../state.ts';
import { silentSince } from '../windows/reckon-lines.ts';
import { isRolling } from '../windows/rolling.ts';
import { type Standing, standingIn, standingOf, uptimeVerdict } from './standing.ts';
import { markSubjectDirty, unsettleFrom } from './subject-lines.ts';
import { nextInstantOf } from './subject-wakes.ts';

/** A rolling window has no end to forecast: its chance is that of so long from now. */
const ROLLING_AHEAD_MS = 24 * 3_600_000;

/** Works out the subjects whose marks, register or feeds have changed. */
export function reckonSubjects(state: EngineState, changes: Change[]): void {
  const ids = [...state.dirtySubjects];
  state.dirtySubjects.clear(); // What asks for another update while it is reckoned waits for the next second.
  for (const id of ids) {
    const line = state.subjects.get(id);
    if (line !== undefined) reckonSubject(state, line, changes);
  }
}

/** Works out one subject at an instant that it asked for. */
export function wakeSubject(state: EngineState, lineId: string, atMs: number, changes: Change[]): void {
  const line = state.subjects.get(lineId);
  if (line === undefined || line.wakeAtMs !== atMs) return; // It has asked for another instant since.
  line.wakeAtMs = null;
  reckonSubject(state, line, changes);
}

function reckonSubject(state: EngineState, line: SubjectLine, changes: Change[]): void {
  const standing = standingOf(state, line);
  roll(state, line, standing, changes);
  learn(state, line, standing.uptime);
  line.silentSinceAtMs = silentSince(state, standing.promise, standing.window, true);
  forecast(state, line, standing);
  const next = stateOf(line, standing);
  line.breaksAtMs = breaksAtMs(standing, next);
  const isAfterBackfill = line.isBackfilled;
  line.isBackfilled = feedsOfLine(state, standing.promise).some((health) => health.state === 'behind');
  if (next !== line.state) {
    changes.push({ kind: 'line', isAfterBackfill, line: line.id, from: line.state, to: next, kept: 0, all: 0, atMs: state.nowAtMs });
    line.state = next;
    line.sinceAtMs = (next === 'broken' ? line.breaksAtMs : null) ?? state.nowAtMs;
  }
  if (line.rung.calmUpdates > 0) markSubjectDirty(state, line); // A second calm update must come even when no event does.
  wakeFor(state, line, standing);
}

/** Closes the window that is over (WIN-9). A rolling one never is. */
function roll(state: EngineState, line: SubjectLine, { window, promise }: Standing, changes: Change[]): void {
  if (line.window.fromAtMs === window.fromAtMs) return;
  const before = standingIn(state, line, line.window);
  line.window = window;
  unsettleFrom(state, line, before.window.fromAtMs);
  if (isRolling(promise.window) || isRolling(before.promise.window)) return;
  line.rung = CALM;
  const verdict = uptimeVerdict(state, before);
  const { fromAtMs, toAtMs } = before.window;
  if (verdict !== 'idle') changes.push({ kind: 'window', line: line.id, fromAtMs, toAtMs, verdict, kept: 0, all: 0, atMs: state.nowAtMs });
}

function stateOf(line: SubjectLine, { budget, uptime, window }: Standing): LineState {
  const isServed = uptime.inService.some((span) => span.fromAtMs < window.toAtMs && span.toAtMs > window.fromAtMs);
  if (!isServed || budget?.wholeMs === 0) return 'idle';
  if (budget === null) return 'no-data';
  if (budget.downMs > budget.allowedMs) return 'broken';
  return line.silentSinceAtMs === null ? line.rung.state : 'no-data';
}

/** Nearest to certain while it is down: at the latest when three quarters of what is allowed are used it is at risk. */
function forecast(state: EngineState, line: SubjectLine, { budget, countedMs, downSinceAtMs, promise, window }: Standing): void {
  line.chance = null;
  if (budget === null || budget.wholeMs === 0) return;
  const { wholeMs, allowedMs, downMs } = budget;
  const restMs = isRolling(promise.window) ? Math.min(ROLLING_AHEAD_MS, window.toAtMs - window.fromAtMs) : Math.max(0, wholeMs - countedMs);
  const left = { leftMs: allowedMs - downMs, restMs, isDown: downSinceAtMs !== null };
  line.chance = forecasterOf(state, line.promise).chance(left, state.nowAtMs);
  const floor = downMs > 0 && downMs * 4 >= allowedMs * 3 ? 'at-risk' : 'on-track';
  line.rung = climb(line.rung, line.chance, state.book.thresholds, floor);
}

/** When the budget ran out, or will at this rate while it is down; else the window's end, as of a ratio. */
function breaksAtMs({ budget, uptime, window, promise, downSinceAtMs }: Standing, next: LineState): number | null {
  if (budget === null || next === 'idle') return null;
  const exceeded = downSinceAtMs !== null || next === 'broken' ? exceededAtMs(uptime, window, budget.allowedMs) : null;
  return exceeded ?? (isRolling(promise.window) ? null : window.toAtMs);
}

/** Puts what is known of a subject in the place of what was learned from it before. */
function learn(state: EngineState, line: SubjectLine, uptime: Uptime): void {
  const forecaster = forecasterOf(state, line.promise);
  if (line.learned !== null) forecaster.learn(line.learned, -1);
  line.learned = lessonOf(uptime);
  forecaster.learn(line.learned, 1);
}

function forecasterOf(state: EngineState, promiseId: string): AvailabilityForecaster {
  return state.uptimeForecasters.getOrInsertComputed(promiseId, () => new AvailabilityForecaster());
}

function lessonOf({ inService, down }: Uptime): UptimeLesson {
  const over = down.filter((span) => span.toAtMs !== Number.POSITIVE_INFINITY);
  const open = inService.at(-1)?.toAtMs === Number.POSITIVE_INFINITY ? inService.at(-1) : undefined;
  const served = open === undefined ? inService : inService.slice(0, -1);
  return {
    outages: over.length,
    repairS: wholeSeconds(over),
    servedS: wholeSeconds(served),
    open: open === undefined ? 0 : 1,
    openSinceS: open === undefined ? 0 : Math.floor(open.fromAtMs / 1000),
  };
}

function wholeSeconds(spans: Uptime['down']): number {
  return spans.reduce((sum, { fromAtMs, toAtMs }) => sum + Math.floor((toAtMs - fromAtMs) / 1000), 0);
}

function wakeFor(state: EngineState, line: SubjectLine, standing: Standing): void {
  const atMs = nextInstantOf(state, line, standing);
  if (atMs === line.wakeAtMs) return;
  line.wakeAtMs = atMs;
  if (atMs !== null) state.wakes.push({ atMs, kind: 'subject', key: line.id });
}
