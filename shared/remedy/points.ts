import type { Payment, Target } from '../book/index.ts';
import { add, multiply, type Rational, rational, roundBy, ZERO } from '../number/index.ts';

/** Percentage points by which a value misses its target on the side that the payment counts: whole ones unless it says exact (MON-3). */
export function pointsMissed({ per, points }: Payment, target: Target, value: Rational): Rational {
  const above = add(value, multiply(target.value, rational(-1)));
  const missed = multiply(above, rational(per === 'percentage point below' ? -100 : 100));
  if (missed.n <= 0n) return ZERO;
  return points === 'exact' ? missed : rational(roundBy(missed, 'down'));
}
