import { decimalText, multiply, type Rational, rational, roundHalfUp } from '../number/index.ts';

/** Percent with two digits: `46.30` of 463/1000. For reading only; figures are compared before they are rounded (WIN-6). */
export function percentRounded(share: Rational): string {
  return decimalText(roundHalfUp(multiply(share, rational(10_000))), 2);
}

/** A number with at most three digits after the point, without zeros at its end. */
export function plainRounded(value: Rational): string {
  const text = decimalText(roundHalfUp(multiply(value, rational(1_000))), 3);
  return text.replace(/\.?0+$/, '');
}
