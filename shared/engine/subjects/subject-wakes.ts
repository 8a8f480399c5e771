import type { Target } from '../../book/index.ts';
import type { Span } from '../../calendar/index.ts';
import { spanAt, spansFrom } from '../../clock/index.ts';
import { allowedDownMs, exceededAtMs } from '../../measure/index.ts';
import { feedsOfLine } from '../feeds/feeds.ts';
import type { EngineState, SubjectLine } from '../state.ts';
import { isRolling } from '../windows/rolling.ts';
import type { Standing } from './standing.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;

/** The next instant at which time alone changes how a subject stands; `null` when there is none. */
export function nextInstantOf(state: EngineState, line: SubjectLine, standing: Standing): number | null {
  const { nowAtMs } = state;
  let nextAtMs: number | null = null;
  for (const atMs of instants(state, line, standing))
    if (atMs !== null && Number.isFinite(atMs) && atMs > nowAtMs && (nextAtMs === null || atMs < nextAtMs)) nextAtMs = atMs;
  return nextAtMs;
}

function* instants(state: EngineState, line: SubjectLine, standing: Standing): Generator<number | null> {
  const { uptime, window, budget, promise } = standing;
  const { nowAtMs } = state;
  for (const spans of [uptime.inService, uptime.stopped, uptime.down]) yield nextEdge(spans, nowAtMs);
  if (budget !== null && budget.wholeMs > 0) {
    if (!isRolling(promise.window)) yield* untilBroken(line, standing, nowAtMs);
  }
  if (isRolling(promise.window)) yield slides(line, standing) ? nextWhole(nowAtMs, MINUTE_MS) : null;
  else if (standing.countedMs > 0 || standing.isInService) yield window.toAtMs;
  for (const { coverage, feed, state: health } of feedsOfLine(state, promise)) {
    const showsAtMs = Math.max(window.fromAtMs, coverage.latestAtMs ?? 0) + feed.heartbeatMs + 1;
    if (health !== 'live' && showsAtMs < window.toAtMs) yield showsAtMs;
  }
}

/** Whether something in a rolling window is about to leave it, or goes on. */
function slides(line: SubjectLine, { upMs, countedMs, downSinceAtMs }: Standing): boolean {
  return upMs < countedMs || downSinceAtMs !== null || line.silentSinceAtMs !== null || line.rung.state !== 'on-track';
}

/** Whole minutes while it is down; the instants at which three quarters and all of what is allowed are used. */
function* untilBroken(
  line: SubjectLine,
  { uptime, window, budget, target, downSinceAtMs }: Standing,
  nowAtMs: number,
): Generator<number | null> {
  if (budget === null || target === null || budget.downMs > budget.allowedMs) return;
  if (downSinceAtMs !== null) {
    yield exceededAtMs(uptime, window, budget.allowedMs);
    yield exceededAtMs(uptime, window, Math.ceil(budget.allowedMs * 0.75) - 1);
    yield nextWhole(nowAtMs, MINUTE_MS);
  } else if (line.rung.state !== 'on-track') yield nextWhole(nowAtMs, HOUR_MS);
  const stop = spanAt(uptime.stopped, nowAtMs);
  if (stop?.toAtMs === Number.POSITIVE_INFINITY && budget.downMs > 0) yield nowAtMs + budget.wholeMs - leastWholeMs(target, budget) + 1;
}

/** A stop without an end shortens the window while it lasts: how short it may get before what was down is too much. */
function leastWholeMs(target: Target, { wholeMs, downMs }: { readonly wholeMs: number; readonly downMs: number }): number {
  let [low, high] = [0, wholeMs];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (allowedDownMs(target, middle) >= downMs) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** The next instant at which a span begins or ends. */
function nextEdge(spans: readonly Span[], nowAtMs: number): number | null {
  const [next] = spansFrom(spans, nowAtMs);
  if (next === undefined) return null;
  return next.fromAtMs > nowAtMs ? next.fromAtMs : next.toAtMs;
}

function nextWhole(nowAtMs: number, stepMs: number): number {
  return (Math.floor(nowAtMs / stepMs) + 1) * stepMs;
}
