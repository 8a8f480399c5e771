import { exp, log, logistic } from '../../number/index.ts';
import { betaBinomial } from './beta-binomial.ts';
import type { Rest } from './rest-to-come.ts';
import type { Misses } from './window-forecast.ts';

/** What a window has to reach: its verdict by counts, and the share about which that turns. */
export type Goal = { readonly misses: Misses; readonly share: number };

/** The share of the rest that will be kept, as log-odds: a normal distribution. */
export type RestShare = { readonly logOdds: number; readonly variance: number };

export type Decided = { readonly kept: number; readonly broken: number };

/** From so many on the rest is reckoned as normal in its log-odds, which costs the same for any number. */
const MANY = 64;
const SHARE_MIN = 0.0005;

/**
 * Chance, 0 to 1, that a window ends missed. The rest is Beta-Binomial around its share, with as many cases behind the Beta as the
 * variance of its log-odds says; how many will come is taken at three points that have its mean and variance.
 */
export function restChance(decided: Decided, rest: Rest, share: RestShare, goal: Goal): number {
  const deviation = Math.sqrt(3 * rest.variance);
  if (Math.round(deviation) === 0) return chanceOf(decided, Math.round(rest.expected), share, goal);
  const fewest = Math.max(0, Math.round(rest.expected - deviation));
  return (
    (chanceOf(decided, fewest, share, goal) +
      4 * chanceOf(decided, Math.round(rest.expected), share, goal) +
      chanceOf(decided, Math.round(rest.expected + deviation), share, goal)) /
    6
  );
}

/** How many of so many more have to be kept; `null` where none, or not even all, would do, and where the fewer are kept the better. */
export function neededOf(decided: Decided, more: number, goal: Goal): number | null {
  const missesAt = (kept: number) => goal.misses(decided.kept + kept, decided.broken + more - kept);
  if (!missesAt(0) || missesAt(more)) return null;
  return switchOf(missesAt, true, { more, guess: guessOf(decided, more, goal) });
}

function guessOf({ kept, broken }: Decided, more: number, { share }: Goal): number {
  return Math.ceil(share * (kept + broken + more)) - kept;
}

function chanceOf(decided: Decided, more: number, share: RestShare, goal: Goal): number {
  const missesAt = (kept: number) => goal.misses(decided.kept + kept, decided.broken + more - kept);
  const [atNone, atAll] = [missesAt(0), missesAt(more)];
  if (atNone === atAll) return atNone ? 1 : 0;
  const needed = switchOf(missesAt, atNone, { more, guess: guessOf(decided, more, goal) });
  const below = chanceBelow(needed, more, share);
  return atNone ? below : 1 - below;
}

/** The least number of kept ones from which on the verdict is the other one: near the guess, else by halving; the exact comparison is dear. */
function switchOf(
  missesAt: (kept: number) => boolean,
  atNone: boolean,
  { more, guess }: { readonly more: number; readonly guess: number },
): number {
  let [low, high] = [0, more];
  for (const near of [guess - 1, guess])
    if (near > low && near < high) {
      if (missesAt(near) === atNone) low = near;
      else high = near;
    }
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (missesAt(middle) === atNone) low = middle;
    else high = middle;
  }
  return high;
}

/** Chance that fewer than `needed` of `more` are kept. */
function chanceBelow(needed: number, more: number, { logOdds, variance }: RestShare): number {
  const mean = clamped(logistic(logOdds));
  const spread = mean * (1 - mean);
  if (more > MANY) {
    const deviation = Math.sqrt(variance + 1 / (more * spread));
    return normalBelow((logOddsOf(clamped((needed - 0.5) / more)) - logOdds) / deviation);
  }
  const cases = 1 / (variance * spread);
  const distribution = betaBinomial(more, cases * mean, cases * (1 - mean));
  let sum = 0;
  for (let kept = 0; kept < needed; kept += 1) sum += distribution[kept] as number;
  return Math.min(1, sum);
}

/** Standard deviations to either side within which half and four fifths of a normal distribution lie. */
const DEVIATIONS_50 = 0.674;
const DEVIATIONS_80 = 1.282;

/** Quantiles of the share kept after `more` more are decided: p10, p25, p50, p75, p90. */
export function shareQuantiles(
  { kept, broken }: Decided,
  more: number,
  { logOdds, variance }: RestShare,
): readonly [number, number, number, number, number] {
  const all = kept + broken + more;
  const mean = clamped(logistic(logOdds));
  const deviation = Math.sqrt(variance + 1 / (Math.max(1, more) * mean * (1 - mean)));
  const at = (deviations: number) => (all === 0 ? 1 : (kept + more * logistic(logOdds + deviations * deviation)) / all);
  return [at(-DEVIATIONS_80), at(-DEVIATIONS_50), at(0), at(DEVIATIONS_50), at(DEVIATIONS_80)];
}

/** Share of the standard normal distribution below a value, within 1e-7 (Abramowitz and Stegun 26.2.17). */
function normalBelow(value: number): number {
  const far = Math.abs(value);
  const t = 1 / (1 + 0.2316419 * far);
  const tail =
    0.3989422804014327 *
    exp((-far * far) / 2) *
    t *
    (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return value > 0 ? 1 - tail : tail;
}

export function logOddsOf(chance: number): number {
  return log(chance / (1 - chance));
}

function clamped(share: number): number {
  return Math.min(1 - SHARE_MIN, Math.max(SHARE_MIN, share));
}
