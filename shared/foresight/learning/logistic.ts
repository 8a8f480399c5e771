import type { RegressionData } from './online-regression.ts';
import type { WeightsData } from './weights.ts';

/** What a chance is reckoned from: the log-odds of the base rate, then numbers, then what each table says beside it, and which cells those are. */
export type Inputs = { readonly base: number; readonly cells: Int32Array; readonly inputs: Float32Array };

/** What a table adds before anything is learned of it. */
export const TABLE_WEIGHT = 0.1;

/** What a lesson was, beside its inputs. */
export type LogisticLesson = {
  /** What happened, 0 or 1, less the chance that the logistic gives now. */
  readonly error: number;
  /** How many cases are remembered. */
  readonly cases: number;
};

export type LogisticData = { readonly weights: readonly WeightsData[]; readonly belief: RegressionData | null };

/**
 * A logistic that learns one case at a time: a weight for each number, for each table, and for each cell, so that cells that say
 * the same share what they say.
 */
export interface Logistic {
  logOdds(inputs: Inputs): number;
  /** What each number, and then each cell, adds to the log-odds. */
  pulls(inputs: Inputs): Float64Array;
  learn(inputs: Inputs, lesson: LogisticLesson): void;
  data(): LogisticData;
  restore(data: LogisticData): void;
}
