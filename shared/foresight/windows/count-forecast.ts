/** What a count's forecast is made from. Times are in windows: 0.25 is a quarter of the window that runs. */
export type CountSoFar = {
  readonly events: number;
  /** How much of the window has gone while the line was in service, and how much is left. */
  readonly gone: number;
  readonly left: number;
  readonly eventsBefore: number;
  /** Windows before this one in which the line was in service. */
  readonly windowsBefore: number;
};

/** A number of events that has to be reached, or that may be reached and not passed. */
export type CountBound = { readonly kind: 'at-most' | 'at-least'; readonly events: number };

/** How many windows the past is worth at most. */
const PAST_WINDOWS_MAX = 3;
/** What is assumed of a line without a past, worth this much of a window: a rate that keeps the promise with room to spare. */
const UNKNOWN_WINDOWS = 0.25;
/** Probabilities this far below the highest one change no chance that anybody sees. */
const NEGLIGIBLE = 1e-12;

/**
 * Chance, 0 to 1, that the window ends missed. Events come at a rate that is only known as a Gamma distribution, shrunk to that of
 * the windows before, so the number still to come is Gamma-Poisson.
 */
export function countChance(soFar: CountSoFar, bound: CountBound): number {
  const more = bound.events - soFar.events;
  if (bound.kind === 'at-most' ? more < 0 : more <= 0) return bound.kind === 'at-most' ? 1 : 0;
  const weight = Math.min(PAST_WINDOWS_MAX, soFar.windowsBefore + UNKNOWN_WINDOWS);
  const assumed = bound.kind === 'at-most' ? (bound.events + 1) / 2 : bound.events * 2;
  const rate = (soFar.eventsBefore + assumed * UNKNOWN_WINDOWS) / (soFar.windowsBefore + UNKNOWN_WINDOWS);
  const upTo = chanceUpTo(bound.kind === 'at-most' ? more : more - 1, {
    shape: rate * weight + soFar.events,
    rate: weight + soFar.gone,
    left: soFar.left,
  });
  return bound.kind === 'at-most' ? 1 - upTo : upTo;
}

type GammaPoisson = { readonly shape: number; readonly rate: number; readonly left: number };

/** Chance that at most `most` come: probabilities by the ratio of neighbours from the mode outwards, without power or overflow. */
function chanceUpTo(most: number, { shape, rate, left }: GammaPoisson): number {
  if (left <= 0 || shape <= 0) return 1;
  const odds = left / (rate + left);
  const mode = Math.max(0, Math.floor(((shape - 1) * left) / rate));
  let [sum, below] = [1, mode <= most ? 1 : 0];
  for (let k = mode, weight = 1; weight > NEGLIGIBLE; k += 1) {
    weight *= ((k + shape) / (k + 1)) * odds;
    sum += weight;
    if (k + 1 <= most) below += weight;
  }
  for (let k = mode, weight = 1; k > 0 && weight > NEGLIGIBLE; k -= 1) {
    weight *= k / ((k - 1 + shape) * odds);
    sum += weight;
    if (k - 1 <= most) below += weight;
  }
  return Math.min(1, below / sum);
}
