import type { Statistic } from '../book/index.ts';
import { add, multiply, type Rational, rational, ZERO } from '../number/index.ts';
import type { Values } from './values.ts';

/** Which of the values, the smallest first, from 1, a statistic is made of; a mean is made of all, and has none. */
export function ranksOf(statistic: Statistic, count: number): readonly number[] {
  if (count === 0) return [];
  switch (statistic) {
    case 'mean':
      return [];
    case 'median':
      return count % 2 === 0 ? [count / 2, count / 2 + 1] : [(count + 1) / 2];
    case 'p90':
      return [Math.ceil((count * 9) / 10)];
    case 'p95':
      return [Math.ceil((count * 19) / 20)];
  }
}

/** A statistic of values, exactly; `null` where there are none (WIN-6). */
export function statisticOf(statistic: Statistic, values: Values | null): Rational | null {
  if (values === null || values.count === 0) return null;
  if (statistic === 'mean') return multiply(values.sum, rational(1, values.count));
  const picked = ranksOf(statistic, values.count).flatMap((rank) => values.nthSmallest(rank) ?? []);
  return meanOf(picked);
}

/** `null` of no values. */
export function meanOf(values: readonly Rational[]): Rational | null {
  return values.length === 0 ? null : multiply(values.reduce(add, ZERO), rational(1, values.length));
}
