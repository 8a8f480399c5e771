import type { Zone } from '../calendar/index.ts';
import { type EngineState, promiseAt, windowFor } from '../engine/index.ts';
import { DAY_MS } from '../event/index.ts';
import { compareText } from '../text/index.ts';
import { LINE_BREAKS_MAX } from './ask.ts';
import type { WeekSpan } from './asked-week.ts';
import type { ScrubberMarks } from './week.ts';
import type { EndedWindow } from './windows-of-week.ts';

const NIGHT_FROM_MS = 22 * 3_600_000;
const NIGHT_TO_MS = 6 * 3_600_000;

/** When an item broke, and the instant that says in which period of its promise it counts. */
export type BrokenAt = { readonly promise: string; readonly group: string | null; readonly atMs: number; readonly countsAtMs: number };

/**
 * When each line broke: one that tolerates a number of breaches with the first beyond it, any other one at the end of its window, since
 * until then it might have been made good.
 */
export function lineBreaks(
  state: EngineState,
  windows: readonly EndedWindow[],
  items: readonly BrokenAt[],
  span: WeekSpan,
): ScrubberMarks['breaks'] {
  const byPromise = Map.groupBy(items, ({ promise }) => promise);
  const broken = windows.filter(({ verdict, group, promise }) => verdict === 'broken' && !isPart(state, promise, group));
  const ended = broken.map((window) => ({
    atMs: breakOf(state, window, byPromise.get(window.promise) ?? []),
    promise: window.promise,
    line: window.line,
  }));
  return [...ended, ...stillRunning(state, byPromise, span)]
    .sort((a, b) => a.atMs - b.atMs || compareText(a.line, b.line))
    .slice(0, LINE_BREAKS_MAX);
}

/** The period of a group of a deadline is part of the one of all. */
export function isPart(state: EngineState, promise: string, group: string | null): boolean {
  return group !== null && promiseAt(state, promise, state.nowAtMs).kind === 'deadline';
}

function breakOf(state: EngineState, { promise: id, window }: EndedWindow, items: readonly BrokenAt[]): number {
  const promise = promiseAt(state, id, window.fromAtMs);
  if (promise.kind !== 'deadline' || promise.tolerate.kind !== 'count') return window.toAtMs;
  const within = items
    .filter(({ countsAtMs }) => countsAtMs >= window.fromAtMs && countsAtMs < window.toAtMs)
    .sort((a, b) => a.atMs - b.atMs);
  return within[promise.tolerate.count]?.atMs ?? window.toAtMs;
}

/** Those of windows that go on beyond the span, and are broken for good already. */
function stillRunning(state: EngineState, byPromise: ReadonlyMap<string, readonly BrokenAt[]>, span: WeekSpan): ScrubberMarks['breaks'] {
  return [...byPromise].flatMap(([id, items]) => {
    const promise = promiseAt(state, id, span.toAtMs - 1);
    if (promise.kind !== 'deadline' || promise.tolerate.kind !== 'count') return [];
    const window = windowFor(state, promise, Math.min(span.toAtMs - 1, state.nowAtMs));
    if (window.toAtMs <= Math.min(span.toAtMs, state.nowAtMs)) return [];
    const within = items
      .filter(({ countsAtMs }) => countsAtMs >= window.fromAtMs && countsAtMs < window.toAtMs)
      .sort((a, b) => a.atMs - b.atMs);
    const first = within[promise.tolerate.count];
    return first === undefined ? [] : [{ atMs: first.atMs, promise: id, line: id }];
  });
}

/** Stretches in which a feed was silent for longer than its heartbeat, from when it was heard first on. */
export function silences({ feeds }: EngineState, span: WeekSpan, untilAtMs: number): ScrubberMarks['gaps'] {
  return feeds.flatMap(({ feed, coverage }) => {
    const bounds = coverage.data();
    const gaps: { feed: string; fromAtMs: number; toAtMs: number }[] = [];
    for (let at = 0; at < bounds.length; at += 2) {
      const fromAtMs = Math.max(span.fromAtMs, bounds[at + 1] as number);
      const toAtMs = Math.min(untilAtMs, bounds[at + 2] ?? untilAtMs);
      if (toAtMs - fromAtMs > feed.heartbeatMs) gaps.push({ feed: feed.id, fromAtMs, toAtMs });
    }
    return gaps.slice(-GAPS_MAX);
  });
}

/** Of one feed: one every hour of a review of five weeks would be as many. */
const GAPS_MAX = 840;

/** The nights that touch the span, by the wall clock. */
export function nightsOf({ fromAtMs, toAtMs }: WeekSpan, zone: Zone): ScrubberMarks['nights'] {
  const nights: { fromAtMs: number; toAtMs: number }[] = [];
  for (let day = zone.localDayOf(fromAtMs) - 1; zone.startOfLocalDay(day) < toAtMs; day += 1) {
    const night = {
      fromAtMs: zone.instantOfLocalMs(day * DAY_MS + NIGHT_FROM_MS),
      toAtMs: zone.instantOfLocalMs((day + 1) * DAY_MS + NIGHT_TO_MS),
    };
    const cut = { fromAtMs: Math.max(night.fromAtMs, fromAtMs), toAtMs: Math.min(night.toAtMs, toAtMs) };
    if (cut.fromAtMs < cut.toAtMs) nights.push(cut);
  }
  return nights;
}
