import type { BookPromise, Count, Measure, Ratio } from '../book/index.ts';
import { multiply, type Rational, rational } from '../number/index.ts';
import { type BusyMean, hoursOf, meanOfBusyHours, meanOfDays } from './busy-hour.ts';
import type { Tally } from './tally.ts';

/** What a line has reached in a window, exactly; `value` is `null` while there is nothing to judge. */
export function attainmentOf(promise: BookPromise, tally: Tally): BusyMean {
  const days = [...tally.days.values()].sort((a, b) => a.dayNumber - b.dayNumber);
  if (promise.kind === 'ratio' && promise.measure.kind === 'mean-of-days') return meanOfDays(days);
  if (promise.kind === 'ratio' && promise.measure.kind === 'mean-of-busy-hours')
    return meanOfBusyHours(days, promise.measure.busy, promise.calendar);
  return { value: promise.kind === 'count' ? countedOf(promise, tally) : shareOf(tally), days: 0, emptyDays: 0 };
}

/** Whether a promise is a mean over days, which the counts of its window do not tell. */
export function isMean(promise: BookPromise): promise is Ratio & { readonly measure: Exclude<Measure, { readonly kind: 'share' }> } {
  return promise.kind === 'ratio' && promise.measure.kind !== 'share';
}

/** The daily values that a mean over days is taken of. */
export function dailyValues(promise: BookPromise, tally: Tally): readonly Rational[] {
  const days = [...tally.days.values()].sort((a, b) => a.dayNumber - b.dayNumber);
  if (!isMean(promise)) return [];
  const means = days.map((day) => (promise.measure.kind === 'mean-of-days' ? meanOfDays([day]).value : null));
  const hours = promise.measure.kind === 'mean-of-busy-hours' ? hoursOf(days, promise.measure.busy, promise.calendar) : [];
  return [...means, ...hours.map((hour) => (hour === null || hour.all === 0 ? null : rational(hour.good, hour.all)))].filter(
    (value) => value !== null,
  );
}

/** The events, or how many for every so many of what they are counted by; `null` while there is nothing to count by. */
function countedOf({ per }: Count, { broken, base }: Tally): Rational | null {
  if (per === null) return rational(broken);
  return base === null || base.n <= 0n ? null : multiply(multiply(rational(broken), per.rate), rational(base.d, base.n));
}

function shareOf({ kept, broken }: Tally): Rational | null {
  return kept + broken === 0 ? null : rational(kept, kept + broken);
}
