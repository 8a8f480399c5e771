/**
 * Own exponential and logarithm from + − × ÷ alone. The built-in ones may differ in the last bit between runtimes, and a
 * forecast has to be the same bytes in Node and in a browser.
 *
 * Both reduce the argument and sum a Taylor series, whose even and odd terms are summed apart since a processor does both at once.
 */
const LN_2_HIGH = 0.6931471803691238;
const LN_2_LOW = 1.9082149292705877e-10;
const PER_LN_2 = 1 / Math.LN2;
const SQRT_2 = Math.SQRT2;
/** Past these the result is 0 or infinite in a double. */
const EXP_MIN = -745.2;
const EXP_MAX = 709.79;
/** 2 to the −539 … 539: two of them make any power that a double can hold. */
const HALF_POWER_MAX = 539;
const POWERS = powersOfTwo();

/** e to the x, within 2 units in the last place. */
export function exp(x: number): number {
  if (Number.isNaN(x)) return x;
  if (x < EXP_MIN) return 0;
  if (x > EXP_MAX) return Number.POSITIVE_INFINITY;
  const power = Math.round(x * PER_LN_2);
  // Two parts of ln 2, so that the remainder keeps all its digits.
  const rest = x - power * LN_2_HIGH - power * LN_2_LOW;
  const square = rest * rest;
  // (e^r − 1 − r) / r² is the sum of r^k / (k + 2)!.
  const even =
    ((((((1 / 87_178_291_200) * square + 1 / 479_001_600) * square + 1 / 3_628_800) * square + 1 / 40_320) * square + 1 / 720) * square +
      1 / 24) *
      square +
    1 / 2;
  const odd =
    (((((1 / 6_227_020_800) * square + 1 / 39_916_800) * square + 1 / 362_880) * square + 1 / 5_040) * square + 1 / 120) * square + 1 / 6;
  return times2ToThe(power, 1 + (rest + square * (even + rest * odd)));
}

/** Natural logarithm, within 2 units in the last place; −∞ at 0 and NaN below. */
export function log(x: number): number {
  if (Number.isNaN(x) || x < 0) return Number.NaN;
  if (x === 0) return Number.NEGATIVE_INFINITY;
  if (x === Number.POSITIVE_INFINITY) return x;
  let mantissa = x;
  let exponent = 0;
  while (mantissa >= SQRT_2) {
    mantissa /= 2;
    exponent += 1;
  }
  while (mantissa < SQRT_2 / 2) {
    mantissa *= 2;
    exponent -= 1;
  }
  // ln m = 2 artanh(r) with r = (m − 1) / (m + 1), which converges fast as |r| < 0.172: the sum of r^(2k + 1) / (2k + 1).
  const ratio = (mantissa - 1) / (mantissa + 1);
  const square = ratio * ratio;
  const fourth = square * square;
  const even = (((((1 / 25) * fourth + 1 / 21) * fourth + 1 / 17) * fourth + 1 / 13) * fourth + 1 / 9) * fourth + 1 / 5;
  const odd = (((((1 / 23) * fourth + 1 / 19) * fourth + 1 / 15) * fourth + 1 / 11) * fourth + 1 / 7) * fourth + 1 / 3;
  const beyond = 2 * ratio * square * (odd + square * even);
  return exponent * LN_2_HIGH + (2 * ratio + (beyond + exponent * LN_2_LOW));
}

/** 1 / (1 + e^−x), without overflow at either end. */
export function logistic(x: number): number {
  if (x >= 0) return 1 / (1 + exp(-x));
  const power = exp(x);
  return power / (1 + power);
}

/** In two steps, since the power itself may be more than a double can hold. */
function times2ToThe(power: number, value: number): number {
  const half = power >> 1;
  return value * (POWERS[HALF_POWER_MAX + half] as number) * (POWERS[HALF_POWER_MAX + power - half] as number);
}

/** By doubling and halving, which are exact everywhere. */
function powersOfTwo(): Float64Array {
  const powers = new Float64Array(2 * HALF_POWER_MAX + 1);
  powers[HALF_POWER_MAX] = 1;
  for (let at = 1; at <= HALF_POWER_MAX; at += 1) {
    powers[HALF_POWER_MAX + at] = (powers[HALF_POWER_MAX + at - 1] as number) * 2;
    powers[HALF_POWER_MAX - at] = (powers[HALF_POWER_MAX - at + 1] as number) / 2;
  }
  return powers;
}
