import type { EngineState } from '../engine/index.ts';
import { minorDigitsOf } from '../remedy/index.ts';
import type { Design, DesignQuestion, DesignStep } from './design.ts';
import type { Interval } from './resampled.ts';

/** What is told of a step once all histories were drawn. */
export type Rated = Pick<DesignStep, 'chance' | 'low' | 'high'>;

type Found = Pick<Design, 'moves' | 'chanceOf' | 'current' | 'weeks'> & {
  /** From the smallest amount to the largest, with their chances and intervals. */
  readonly steps: readonly Omit<DesignStep, keyof Rated>[];
  readonly chances: readonly (number | null)[];
  readonly intervals: readonly Interval[];
  /** The terms of all steps, the strongest first, and the place among them of the strongest that has the wanted chance. */
  readonly ranked: readonly string[];
  readonly strongest: Interval & { readonly rank: number | null };
};

/** All that was found, as the answer. */
export function designOf(
  { promise, history, chance, draws, seed }: DesignQuestion,
  { nowAtMs, book: { currency } }: EngineState,
  { steps, chances, intervals, ranked, strongest, ...found }: Found,
): Design {
  const termsAt = (rank: number | null) => (rank === null ? null : (ranked[rank] ?? null));
  const terms = termsAt(strongest.rank);
  return {
    promise,
    ...found,
    asOfMs: nowAtMs,
    fromAtMs: history.fromAtMs,
    toAtMs: history.toAtMs,
    wantedChance: chance,
    draws,
    seed,
    currency,
    minorDigits: minorDigitsOf(currency),
    steps: steps.map((step, index) => ({
      ...step,
      chance: chances[index] ?? null,
      low: intervals[index]?.low ?? null,
      high: intervals[index]?.high ?? null,
    })),
    strongest: terms === null ? null : { terms, low: termsAt(strongest.low), high: termsAt(strongest.high) },
  };
}
