import type { BookPromise, ByTier, Count, Measure, Ratio, Target } from '../book/index.ts';
import { multiply, type Rational, rational } from '../number/index.ts';
import { type BusyMean, type Hour, hoursOf, wholeDay } from './busy-hour.ts';
import type { Counts } from './counts.ts';
import type { DayCounts } from './day-counts.ts';
import { meanOf, statisticOf } from './statistic.ts';
import type { Tally } from './tally.ts';

/** What a line has reached in a window, exactly; `value` is `null` while there is nothing to judge. */
export function attainmentOf(promise: BookPromise, tally: Tally): BusyMean {
  if (isMean(promise)) {
    const parts = dayPartsOf(promise, tally);
    const values = parts.flatMap(({ value }) => value ?? []);
    return { value: meanOf(values), days: parts.length, emptyDays: parts.length - values.length };
  }
  return { value: figureOf(promise, tally), days: 0, emptyDays: 0 };
}

function figureOf(promise: BookPromise, tally: Tally): Rational | null {
  if (promise.kind === 'count') return countedOf(promise, tally);
  return isStatistic(promise) ? statisticOf(promise.measure.statistic, tally.values) : shareOf(tally);
}

type Measured<K extends Measure['kind']> = Ratio & { readonly measure: Extract<Measure, { readonly kind: K }> };

/** Whether a promise is a mean over days, which the counts of its window do not tell. */
export function isMean(promise: BookPromise): promise is Measured<'mean-of-days' | 'mean-of-busy-hours'> {
  return promise.kind === 'ratio' && (promise.measure.kind === 'mean-of-days' || promise.measure.kind === 'mean-of-busy-hours');
}

/** Whether a promise is a statistic of values, which the counts of its window do not tell either. */
export function isStatistic(promise: BookPromise): promise is Measured<'of-values'> {
  return promise.kind === 'ratio' && promise.measure.kind === 'of-values';
}

/** Whether the values of a promise are durations, in seconds: its target says so. */
export function isDuration(promise: BookPromise): boolean {
  return isStatistic(promise) && hasUnit(promise.target);
}

function hasUnit(target: ByTier<Target>): boolean {
  return 'value' in target ? target.value.unit !== null : [...target.tiers.values()].some(hasUnit);
}

/** A day in a mean over days: the part of it that counts, `null` where no hour can be its busy one, and the share in that. */
export type DayPart = { readonly day: DayCounts; readonly part: Hour | null; readonly value: Rational | null };

/** The days of a mean over days that had any attempt, in order; those with a `value` are in the mean. */
export function dayPartsOf(promise: BookPromise, tally: Tally): readonly DayPart[] {
  if (!isMean(promise)) return [];
  const days = [...tally.days.values()].sort((a, b) => a.dayNumber - b.dayNumber);
  const { measure, calendar } = promise;
  const parts = measure.kind === 'mean-of-days' ? days.map(wholeDay) : hoursOf(days, measure.busy, calendar);
  return days.map((day, index) => {
    const part = parts[index] ?? null;
    return { day, part, value: part === null || part.all === 0 ? null : rational(part.good, part.all) };
  });
}

/** The daily values that a mean over days is taken of. */
export function dailyValues(promise: BookPromise, tally: Tally): readonly Rational[] {
  return dayPartsOf(promise, tally).flatMap(({ value }) => value ?? []);
}

/** The events, or how many for every so many of what they are counted by; `null` while there is nothing to count by. */
function countedOf({ per }: Count, { broken, base }: Counts): Rational | null {
  if (per === null) return rational(broken);
  return base === null || base.n <= 0n ? null : multiply(multiply(rational(broken), per.rate), rational(base.d, base.n));
}

function shareOf({ kept, broken }: Counts): Rational | null {
  return kept + broken === 0 ? null : rational(kept, kept + broken);
}
