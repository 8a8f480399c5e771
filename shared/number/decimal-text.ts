import type { Rational } from './rational.ts';

/** The exact text of a fraction: a decimal with at least that many digits after the point, or `n/d` where no decimal is exact. */
export function exactText({ n, d }: Rational, digitsMin = 0): string {
  const digits = Math.max(digitsMin, digitsOf(d) ?? -1);
  return digitsOf(d) === null ? `${n}/${d}` : decimalText((n * 10n ** BigInt(digits)) / d, digits);
}

/** Digits after the point that a fraction in lowest terms of this denominator needs; `null` where it never ends. */
function digitsOf(d: bigint): number | null {
  let [rest, twos, fives] = [d, 0, 0];
  for (; rest % 2n === 0n; twos += 1) rest /= 2n;
  for (; rest % 5n === 0n; fives += 1) rest /= 5n;
  return rest === 1n ? Math.max(twos, fives) : null;
}

/** `1250` units of two digits are `12.50`. */
export function decimalText(units: bigint, digits: number): string {
  const sign = units < 0n ? '-' : '';
  const text = String(units < 0n ? -units : units).padStart(digits + 1, '0');
  return digits === 0 ? sign + text : `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`;
}
