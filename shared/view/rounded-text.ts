import type { Target } from '../book/index.ts';
import { meets, type TermUnit } from '../measure/index.ts';
import { decimalText, multiply, type Rational, rational, roundHalfUp } from '../number/index.ts';

/** Percent with two digits: `46.30` of 463/1000. For reading only; figures are compared before they are rounded (WIN-6). */
function percentRounded(share: Rational): string {
  return decimalText(roundHalfUp(multiply(share, rational(10_000))), 2);
}

/** Digits after the point that a percentage is shown with: so many that it does not seem to meet what it misses. */
const PERCENT_DIGITS_MIN = 2;
const PERCENT_DIGITS_MAX = 9;

/** A share in percent, with as many digits as tell whether it meets its target: `99.896` against 99.9%, else `99.90` would seem to. */
function percentBeside(share: Rational, target: Target | null): string {
  const percent = multiply(share, rational(100));
  for (let digits = PERCENT_DIGITS_MIN; target !== null && digits < PERCENT_DIGITS_MAX; digits += 1) {
    const units = roundHalfUp(multiply(percent, rational(10n ** BigInt(digits))));
    const shown = rational(units, 100n * 10n ** BigInt(digits));
    if (meets(target, shown) === meets(target, share)) return decimalText(units, digits);
  }
  return percentRounded(share);
}

/** A number with at most three digits after the point, without zeros at its end. */
function plainRounded(value: Rational): string {
  const text = decimalText(roundHalfUp(multiply(value, rational(1_000))), 3);
  return text.replace(/\.?0+$/, '');
}

/** A figure as it is read, with its unit. */
export function figureText(value: Rational, unit: TermUnit, target: Target | null = null): string {
  if (unit === 'share') return `${percentBeside(value, target)}%`;
  return unit === 'seconds' ? `${plainRounded(value)} s` : plainRounded(value);
}
