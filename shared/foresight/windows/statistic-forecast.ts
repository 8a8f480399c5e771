import { chanceMeanBelow, type Sample } from './mean-forecast.ts';
import { type Misses, type WindowSoFar, windowChance } from './window-forecast.ts';

/** So many values that a rank among them is the share that it stands for. */
const MANY = 1_000;

/** The values of a window so far against its target, and those of the windows before it. */
export type ValuesSoFar = Pick<WindowSoFar, 'remaining' | 'keptBefore' | 'brokenBefore'> & {
  /** Values on the good side of the target, and those beyond it. */
  readonly within: number;
  readonly beyond: number;
};

/**
 * Chance, 0 to 1, that a value of a certain rank ends on the wrong side of the target: a percentile keeps an at-most target when
 * so many values do, so it is forecast as a share. While there is no past, values are taken to lie as the target just needs it.
 * @param rankOf the place of the value, smallest first, among so many.
 */
export function rankChance(soFar: ValuesSoFar, isAtMost: boolean, rankOf: (count: number) => number): number {
  const misses: Misses = (within, beyond) => {
    const rank = rankOf(within + beyond);
    return isAtMost ? within < rank : beyond >= rank;
  };
  const needed = rankOf(MANY) / MANY;
  const assumedShare = isAtMost ? needed : 1 - needed;
  return windowChance({ ...soFar, kept: soFar.within, broken: soFar.beyond, assumedShare }, misses);
}

/** Chance, 0 to 1, that the mean of all values misses, when those that are still to come are like those so far. */
export function meanChance(
  sample: Sample,
  more: number,
  { isAtMost, bound }: { readonly isAtMost: boolean; readonly bound: number },
): number {
  const below = chanceMeanBelow(sample, more, bound);
  return isAtMost ? 1 - below : below;
}
