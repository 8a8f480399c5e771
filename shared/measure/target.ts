import type { Deadline, Target } from '../book/index.ts';
import { compare, type Rational, rational } from '../number/index.ts';

/** Whether `good` of `all` meets the target, by exact fractions before any rounding (WIN-6). `all` is above 0. */
export function meetsTarget(target: Target, good: number, all: number): boolean {
  return meets(target, rational(good, all));
}

/** Whether a value meets the target. */
export function meets(target: Target, value: Rational): boolean {
  const difference = compare(value, target.value);
  switch (target.op) {
    case '>=':
      return difference >= 0;
    case '>':
      return difference > 0;
    case '<=':
      return difference <= 0;
    case '<':
      return difference < 0;
  }
}

/** Whether more obligations broke than the promise tolerates: a number, or a share of those finished (WIN-8). */
export function isAboveTolerance(tolerate: Deadline['tolerate'], kept: number, broken: number): boolean {
  if (tolerate.kind === 'count') return broken > tolerate.count;
  return kept + broken > 0 && compare(rational(broken, kept + broken), tolerate.share) > 0;
}
