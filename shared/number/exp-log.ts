/**
 * Own exponential and logarithm from + − × ÷ alone. The built-in ones may differ in the last bit between runtimes, and a
 * forecast has to be the same bytes in Node and in a browser.
 */
const LN_2_HIGH = 0.6931471803691238;
const LN_2_LOW = 1.9082149292705877e-10;
const LN_2 = Math.LN2;
const SQRT_2 = Math.SQRT2;
/** Past these the result is 0 or infinite in a double. */
const EXP_MIN = -745.2;
const EXP_MAX = 709.79;

/** e to the x, within 2 units in the last place. */
export function exp(x: number): number {
  if (Number.isNaN(x)) return x;
  if (x < EXP_MIN) return 0;
  if (x > EXP_MAX) return Number.POSITIVE_INFINITY;
  const halvings = Math.round(x / LN_2);
  // Two parts of ln 2, so that the remainder keeps all its digits.
  const rest = x - halvings * LN_2_HIGH - halvings * LN_2_LOW;
  let term = 1;
  let sum = 1;
  for (let order = 1; order <= 18; order += 1) {
    term = (term * rest) / order;
    sum += term;
  }
  return scaleByPowerOfTwo(sum, halvings);
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
  // ln m = 2 artanh((m − 1) / (m + 1)), which converges fast as |ratio| < 0.172.
  const ratio = (mantissa - 1) / (mantissa + 1);
  const square = ratio * ratio;
  let power = ratio;
  let sum = 0;
  for (let order = 1; order <= 25; order += 2) {
    sum += power / order;
    power *= square;
  }
  return exponent * LN_2_HIGH + (2 * sum + exponent * LN_2_LOW);
}

/** 1 / (1 + e^−x), without overflow at either end. */
export function logistic(x: number): number {
  if (x >= 0) return 1 / (1 + exp(-x));
  const power = exp(x);
  return power / (1 + power);
}

function scaleByPowerOfTwo(value: number, power: number): number {
  let scaled = value;
  for (let left = power; left > 0; left -= 1) scaled *= 2;
  for (let left = power; left < 0; left += 1) scaled /= 2;
  return scaled;
}
