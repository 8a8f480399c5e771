import type { Target } from '../book/index.ts';
import { msBetween, spansFrom, type Uptime } from '../clock/index.ts';
import type { Window } from './window.ts';

/** Time up of the time that counts, in a window so far, ms. */
export type UptimeFigure = { readonly upMs: number; readonly countedMs: number };

/** Down time of a window: what the target allows over the whole of it, and what there was so far, ms. */
export type DownBudget = {
  /** The part of the window that counts: in service, and not stopped as far as is known. */
  readonly wholeMs: number;
  readonly allowedMs: number;
  readonly downMs: number;
};

/** The figure of a window at an instant. Nothing that time alone changes is stored: this is all there is to ask. */
export function uptimeFigure(uptime: Uptime, { fromAtMs, toAtMs }: Window, nowAtMs: number): UptimeFigure {
  const untilAtMs = Math.min(toAtMs, nowAtMs);
  const countedMs = msBetween(uptime.inService, fromAtMs, untilAtMs) - msBetween(uptime.stopped, fromAtMs, untilAtMs);
  return { upMs: countedMs - msBetween(uptime.down, fromAtMs, untilAtMs), countedMs };
}

/** The budget of the whole window by what is known at an instant: a stop without an end has lasted until then. */
export function downBudget(uptime: Uptime, window: Window, target: Target, nowAtMs: number): DownBudget {
  const { fromAtMs, toAtMs } = window;
  const wholeMs = msBetween(uptime.inService, fromAtMs, toAtMs) - knownStoppedMs(uptime, window, nowAtMs);
  return { wholeMs, allowedMs: allowedDownMs(target, wholeMs), downMs: msBetween(uptime.down, fromAtMs, Math.min(toAtMs, nowAtMs)) };
}

function knownStoppedMs({ stopped, planned }: Uptime, { fromAtMs, toAtMs }: Window, nowAtMs: number): number {
  return msBetween(stopped, fromAtMs, Math.min(toAtMs, nowAtMs)) + msBetween(planned, Math.max(fromAtMs, nowAtMs), toAtMs);
}

/** The most down time, in whole ms, with which a share of the time up still meets the target; −1 where none does. */
export function allowedDownMs({ op, value }: Target, wholeMs: number): number {
  if (op === '<=' || op === '<') return wholeMs; // A promise to be up at most so long is judged by its figure alone.
  const exact = (value.d - value.n) * BigInt(wholeMs);
  const whole = Number(exact / value.d);
  return op === '>' && exact % value.d === 0n ? whole - 1 : whole;
}

/** The first instant at which more than `allowedMs` of a window was down, as far as the marks say; `null` when it never is. */
export function exceededAtMs({ down }: Uptime, { fromAtMs, toAtMs }: Window, allowedMs: number): number | null {
  let leftMs = allowedMs;
  for (const span of spansFrom(down, fromAtMs)) {
    if (span.fromAtMs >= toAtMs) return null;
    const startAtMs = Math.max(span.fromAtMs, fromAtMs);
    const lengthMs = Math.min(span.toAtMs, toAtMs) - startAtMs;
    if (lengthMs > leftMs) return startAtMs + leftMs + 1;
    leftMs -= lengthMs;
  }
  return null;
}
