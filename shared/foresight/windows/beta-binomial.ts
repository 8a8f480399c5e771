import { assert } from '../../error/index.ts';

/** How many of `n` more will be kept, when the rate itself is only known as Beta(a, b). Index k holds the probability of k. */
export type Distribution = Float64Array;

/**
 * The Beta-Binomial distribution over 0…n, by the ratio of neighbours from the mode outwards: no logarithm, no overflow.
 * @param a, b above 0: kept and broken ones seen, with the prior's.
 */
export function betaBinomial(n: number, a: number, b: number): Distribution {
  assert(n >= 0 && a > 0 && b > 0, `betaBinomial needs n ≥ 0, a > 0 and b > 0, not ${n}, ${a}, ${b}`);
  const weights = new Float64Array(n + 1);
  const mode = Math.min(n, Math.max(0, Math.round((n * a) / (a + b))));
  weights[mode] = 1;
  let sum = 1;
  for (let k = mode; k < n; k += 1) {
    const next = ((weights[k] ?? 0) * (n - k) * (k + a)) / ((k + 1) * (n - k - 1 + b));
    weights[k + 1] = next;
    sum += next;
  }
  for (let k = mode; k > 0; k -= 1) {
    const next = ((weights[k] ?? 0) * k * (n - k + b)) / ((n - k + 1) * (k - 1 + a));
    weights[k - 1] = next;
    sum += next;
  }
  for (let k = 0; k <= n; k += 1) weights[k] = (weights[k] ?? 0) / sum;
  return weights;
}

/** Smallest k whose probability of being reached or undercut is at least `share`. */
export function quantile(distribution: Distribution, share: number): number {
  let sum = 0;
  for (let k = 0; k < distribution.length; k += 1) {
    sum += distribution[k] ?? 0;
    if (sum >= share) return k;
  }
  return distribution.length - 1;
}
