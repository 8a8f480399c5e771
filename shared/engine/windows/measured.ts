import type { Count, Ratio, Scope } from '../../book/index.ts';
import { type Obligation, scopeAt } from '../../clock/index.ts';
import type { JsonObject } from '../../event/index.ts';
import { binOf, type Counts, countInDay, dayIn, emptyDay, isMean, isStatistic, putValue, type Tally } from '../../measure/index.ts';
import type { Rational } from '../../number/index.ts';
import { governingOf } from '../items/governing.ts';
import type { EngineState } from '../state.ts';
import { exactIn } from './exact-in.ts';

/** What an event or an obligation brings to its promise beside being one more. */
export type Brought = {
  readonly isGood: boolean;
  /** The instant that decides its window, and its day. */
  readonly atMs: number;
  /** When its value was known, for the curve. */
  readonly knownAtMs: number;
  /** What a statistic is taken of; `null` where it brings no number, and for every other measure. */
  readonly value: Rational | null;
};

/** Whether a measure needs more than counts of what brings it a value. */
export function isMeasured(promise: Ratio, value: Rational | null): boolean {
  return value !== null || isMean(promise);
}

/** Puts what a measure needs beyond counts into a window, or takes it out again: a value, or an attempt of a day. */
export function putMeasured(tally: Tally, promise: Ratio | Count, brought: Brought, sign: 1 | -1): void {
  const { value, atMs, knownAtMs } = brought;
  if (value !== null) putValue(tally, value, binOf(tally, knownAtMs), sign);
  if (!isMean(promise)) return;
  const { zone } = promise.calendar;
  const dayNumber = zone.localDayOf(atMs);
  countInDay(
    dayIn(tally, dayNumber, () => emptyDay(zone, dayNumber)),
    brought,
    sign,
  );
}

/** Counts of one event or obligation, with its value. */
export function withValue(counts: Counts, value: Rational | null): Counts {
  if (value !== null) putValue(counts, value, 0, 1);
  return counts;
}

/** Whether an obligation counts in a ratio (WIN-2). */
export function isCounted({ state }: Obligation): boolean {
  return state === 'kept' || state === 'broken';
}

/** The value that an obligation has for a statistic; `null` where it does not count, or has none. */
export function measuredValue(state: EngineState, promise: Ratio, obligation: Obligation): Rational | null {
  if (!isStatistic(promise) || !isCounted(obligation)) return null;
  return exactIn(promise.measure.of, scopeOf(state, obligation));
}

/** What a value of an obligation reads: its opening's data, what that joins the register by as of then, and its own times. */
function scopeOf(state: EngineState, obligation: Obligation): Scope {
  const { subject, opening, openedAtMs } = obligation;
  const joining = {
    book: state.book,
    item: governingOf(state, obligation).item,
    opening: { subject, data: opening },
    registerOf: state.registers.of,
  };
  return { ...scopeAt(joining, openedAtMs), obligation: timesOf(obligation) };
}

/** Seconds from the opening to the doing: elapsed, and those that the clock counted. None while it is not done. */
function timesOf({ openedAtMs, metAtMs, workedMs }: Obligation): JsonObject {
  if (metAtMs === null) return {};
  const elapsed = Math.max(0, metAtMs - openedAtMs) / 1_000;
  return workedMs === null ? { elapsed } : { elapsed, worked: workedMs / 1_000 };
}
