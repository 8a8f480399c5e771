import { betaBinomial, type Distribution } from './beta-binomial.ts';

/** What a window's forecast is made from: counts in it so far, what is still open in it, and how windows before it went. */
export type WindowSoFar = {
  readonly kept: number;
  readonly broken: number;
  readonly remaining: number;
  readonly keptBefore: number;
  readonly brokenBefore: number;
  /** The share kept that is assumed while there is no past; `UNKNOWN_KEPT_SHARE` where it is not given. */
  readonly assumedShare?: number;
};

/** Whether the promise is missed when that many were kept and broken in the end. Holds for all fewer kept, or for all more. */
export type Misses = (kept: number, broken: number) => boolean;

/** How many earlier cases the past is worth at most beside the window's own. */
const PRIOR_STRENGTH = 24;
/** What is assumed of a promise that has no past at all: 9 of 10 kept, worth this many cases. */
const UNKNOWN_STRENGTH = 8;
const UNKNOWN_KEPT_SHARE = 0.9;
/** More open ones than this are reckoned as this many: the distribution is narrow by then. */
const REMAINING_MAX = 5_000;

/** Chance, 0 to 1, that the window ends missed: a Beta-Binomial over the obligations that are still open in it. */
export function windowChance(soFar: WindowSoFar, misses: Misses): number {
  const remaining = Math.min(soFar.remaining, REMAINING_MAX);
  const missesAt = (k: number) => misses(soFar.kept + k, soFar.broken + remaining - k);
  const [atNone, atAll] = [missesAt(0), missesAt(remaining)];
  if (atNone === atAll) return atNone ? 1 : 0;
  // One switch between missed and kept, found by halving; the exact comparison is dear.
  let [low, high] = [0, remaining];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (missesAt(middle) === atNone) low = middle;
    else high = middle;
  }
  const below = sumTo(distributionOf(soFar, remaining), low);
  return atNone ? below : 1 - below;
}

function distributionOf(soFar: WindowSoFar, remaining: number): Distribution {
  const past = soFar.keptBefore + soFar.brokenBefore;
  const share = (soFar.keptBefore + UNKNOWN_STRENGTH * (soFar.assumedShare ?? UNKNOWN_KEPT_SHARE)) / (past + UNKNOWN_STRENGTH);
  const strength = Math.min(PRIOR_STRENGTH, past + UNKNOWN_STRENGTH);
  return betaBinomial(remaining, soFar.kept + share * strength, soFar.broken + (1 - share) * strength);
}

function sumTo(distribution: Distribution, last: number): number {
  let sum = 0;
  for (let k = 0; k <= last; k += 1) sum += distribution[k] ?? 0;
  return Math.min(1, sum);
}
