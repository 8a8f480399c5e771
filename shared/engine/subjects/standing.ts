import type { Availability, Target } from '../../book/index.ts';
import { spanAt, type Uptime } from '../../clock/index.ts';
import { type DownBudget, downBudget, meets, type UptimeFigure, uptimeFigure, type Window } from '../../measure/index.ts';
import { rational } from '../../number/index.ts';
import type { EngineState, SubjectLine } from '../state.ts';
import { windowFor } from '../windows/lines.ts';
import { silentSince } from '../windows/reckon-lines.ts';
import { isRolling } from '../windows/rolling.ts';
import { availabilityAt, targetIn, uptimeFor } from './subject-lines.ts';

/** How a subject stands in a window, reckoned from its spans when it is asked for. */
export type Standing = UptimeFigure & {
  readonly window: Window;
  readonly promise: Availability;
  readonly uptime: Uptime;
  /** `null` where its tier has none. */
  readonly target: Target | null;
  /** `null` without a target. */
  readonly budget: DownBudget | null;
  readonly isInService: boolean;
  /** Since when it has been down; `null` while it is up, stopped or out of service. */
  readonly downSinceAtMs: number | null;
};

/** How a subject stands now, in the window that holds the engine's time. */
export function standingOf(state: EngineState, line: SubjectLine): Standing {
  return standingIn(state, line, windowFor(state, availabilityAt(state, line.promise, state.nowAtMs), state.nowAtMs));
}

export function standingIn(state: EngineState, line: SubjectLine, window: Window): Standing {
  const { nowAtMs } = state;
  const promise = availabilityAt(state, line.promise, window.fromAtMs);
  const uptime = uptimeFor(state, line, promise);
  const target = targetIn(state, line, promise, window);
  return {
    window,
    promise,
    uptime,
    target,
    ...uptimeFigure(uptime, window, nowAtMs),
    budget: target === null ? null : downBudget(uptime, window, target, nowAtMs),
    isInService: spanAt(uptime.inService, nowAtMs) !== undefined,
    downSinceAtMs: spanAt(uptime.down, nowAtMs)?.fromAtMs ?? null,
  };
}

/** The verdict of a window by its figures so far (WIN-9). No data is never kept. */
export function uptimeVerdict(
  state: EngineState,
  { promise, window, target, upMs, countedMs }: Standing,
): 'kept' | 'broken' | 'no-data' | 'idle' {
  if (countedMs === 0) return 'idle';
  const isOfNow = isRolling(promise.window) || window.toAtMs > state.nowAtMs;
  if (target !== null && !meets(target, rational(upMs, countedMs))) return 'broken';
  return target === null || silentSince(state, promise, window, isOfNow) !== null ? 'no-data' : 'kept';
}
