import { type Rational, roundHalfUp } from './rational.ts';

/** Which integer stands for a fraction: the nearest, with a tie away from zero or to the even one; toward zero; away from it. */
export type Rounding = 'half-up' | 'half-even' | 'down' | 'up';

export function roundBy(a: Rational, rounding: Rounding): bigint {
  const towardZero = a.n / a.d;
  const rest = a.n % a.d;
  switch (rounding) {
    case 'down':
      return towardZero;
    case 'up':
      return rest === 0n ? towardZero : towardZero + (a.n < 0n ? -1n : 1n);
    case 'half-even':
      return 2n * (rest < 0n ? -rest : rest) === a.d && towardZero % 2n === 0n ? towardZero : roundHalfUp(a);
    case 'half-up':
      return roundHalfUp(a);
  }
}
