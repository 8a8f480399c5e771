import { assert } from '../error/index.ts';

/** An exact fraction in lowest terms; `d` is positive. Shares, means and money are these until a screen rounds them (WIN-6, MON-1). */
export type Rational = { readonly n: bigint; readonly d: bigint };

export const ZERO: Rational = { n: 0n, d: 1n };
export const ONE: Rational = { n: 1n, d: 1n };

const DECIMAL = /^([+-]?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d{1,3}))?$/;

export function rational(n: bigint | number, d: bigint | number = 1n): Rational {
  const [top, bottom] = [BigInt(n), BigInt(d)];
  assert(bottom !== 0n, 'a fraction has a denominator other than 0');
  const divisor = gcd(top < 0n ? -top : top, bottom < 0n ? -bottom : bottom) * (bottom < 0n ? -1n : 1n);
  return { n: top / divisor, d: bottom / divisor };
}

/** The exact value of a decimal text such as `12.50` or `1e-7`; `null` when it is not one. A JSON number is given as its shortest text (MON-1). */
export function rationalOfText(text: string): Rational | null {
  const match = DECIMAL.exec(text.trim());
  if (match === null) return null;
  const [, sign = '', whole = '', part = '', exponent = '0'] = match;
  const digits = BigInt(whole + part) * (sign === '-' ? -1n : 1n);
  const power = Number(exponent) - part.length;
  return power >= 0 ? rational(digits * 10n ** BigInt(power)) : rational(digits, 10n ** BigInt(-power));
}

export function add(a: Rational, b: Rational): Rational {
  return rational(a.n * b.d + b.n * a.d, a.d * b.d);
}

export function multiply(a: Rational, b: Rational): Rational {
  return rational(a.n * b.n, a.d * b.d);
}

/** Negative, zero or positive as `a` is less than, equal to or more than `b`. */
export function compare(a: Rational, b: Rational): number {
  const difference = a.n * b.d - b.n * a.d;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** Bits of a number that is sure to fit a double. */
const DOUBLE_BITS = 1_000;

/** The nearest double, never NaN, for drawing and for forecasts; never for a verdict or for money. */
export function toNumber({ n, d }: Rational): number {
  const near = Number(n) / Number(d);
  if (Number.isFinite(near) && Number.isFinite(Number(d))) return near;
  const excess = BigInt(Math.max(bitsOf(n), bitsOf(d)) - DOUBLE_BITS);
  return Math.min(Number.MAX_VALUE, Math.max(-Number.MAX_VALUE, Number(n >> excess) / (Number(d >> excess) || Number.MIN_VALUE)));
}

function bitsOf(value: bigint): number {
  return value.toString(16).length * 4;
}

/** Rounded half up (away from zero on a tie) to an integer. */
export function roundHalfUp(a: Rational): bigint {
  const doubled = 2n * (a.n < 0n ? -a.n : a.n) + a.d;
  const rounded = doubled / (2n * a.d);
  return a.n < 0n ? -rounded : rounded;
}

function gcd(a: bigint, b: bigint): bigint {
  let [x, y] = [a, b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x === 0n ? 1n : x;
}
