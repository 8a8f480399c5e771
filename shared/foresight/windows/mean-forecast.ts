import { logistic } from '../../number/index.ts';

/** Spread that daily values are taken to have while there are too few of them to tell. */
const SPREAD_UNKNOWN = 0.1;
/** How many days that assumption is worth. */
const SPREAD_DAYS = 3;
/** The logistic curve with this factor stays within 1% of the normal distribution. */
const NORMAL_BY_LOGISTIC = 1.702;

/** Standard deviations to either side within which half and four fifths of a normal distribution lie. */
const DEVIATIONS_50 = 0.674;
const DEVIATIONS_80 = 1.282;

/** Values so far: how many, their mean, and the sum of the squares of how far each is from it. */
export type Sample = { readonly count: number; readonly mean: number; readonly squares: number };

type MeanAfter = { readonly mean: number; readonly deviation: number };

/**
 * Chance, 0 to 1, that the mean of all days ends below a target, when the days left come from where the days so far did.
 * @param values daily values so far; @param daysLeft days of the window that are still to come.
 */
export function chanceBelow(values: readonly number[], daysLeft: number, target: number): number {
  return values.length === 0 ? 0.5 : chanceUnder(target, meanAfter(sampleOf(values), daysLeft, SPREAD_UNKNOWN));
}

/** The same for values of any size, which are taken to spread by half the target while there are too few to tell. */
export function chanceMeanBelow(sample: Sample, more: number, target: number): number {
  return sample.count === 0 ? 0.5 : chanceUnder(target, meanAfter(sample, more, Math.abs(target) / 2));
}

function chanceUnder(target: number, { mean, deviation }: MeanAfter): number {
  if (deviation === 0) return mean < target ? 1 : 0;
  return logistic((NORMAL_BY_LOGISTIC * (target - mean)) / deviation);
}

/** Quantiles of the mean after so many more days: p10, p25, p50, p75, p90, between 0 and 1. @param values at least one. */
export function meanQuantiles(values: readonly number[], daysMore: number): readonly [number, number, number, number, number] {
  const { mean, deviation } = meanAfter(sampleOf(values), daysMore, SPREAD_UNKNOWN);
  const at = (deviations: number) => Math.min(1, Math.max(0, mean + deviations * deviation));
  return [at(-DEVIATIONS_80), at(-DEVIATIONS_50), at(0), at(DEVIATIONS_50), at(DEVIATIONS_80)];
}

function sampleOf(values: readonly number[]): Sample {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return { count: values.length, mean, squares: values.reduce((sum, value) => sum + (value - mean) * (value - mean), 0) };
}

/** Where the mean of all values stands after so many more, and how uncertain that is: by normal distributions. */
function meanAfter({ count, mean, squares }: Sample, more: number, spreadUnknown: number): MeanAfter {
  if (more <= 0) return { mean, deviation: 0 };
  const variance = (squares + SPREAD_DAYS * spreadUnknown * spreadUnknown) / (count + SPREAD_DAYS);
  // The mean of what is left is uncertain by its own spread and by how little is known of the mean.
  const deviation = Math.sqrt(variance / more + variance / count) * (more / (more + count));
  return { mean, deviation };
}
