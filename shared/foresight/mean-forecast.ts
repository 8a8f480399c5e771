import { logistic } from '../number/index.ts';

/** Spread that daily values are taken to have while there are too few of them to tell. */
const SPREAD_UNKNOWN = 0.1;
/** How many days that assumption is worth. */
const SPREAD_DAYS = 3;
/** The logistic curve with this factor stays within 1% of the normal distribution. */
const NORMAL_BY_LOGISTIC = 1.702;

/**
 * Chance, 0 to 1, that the mean of all days ends below a target, when the days left come from where the days so far did.
 * @param values daily values so far; @param daysLeft days of the window that are still to come.
 */
export function chanceBelow(values: readonly number[], daysLeft: number, target: number): number {
  if (values.length === 0) return 0.5;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  if (daysLeft <= 0) return mean < target ? 1 : 0;
  const squares = values.reduce((sum, value) => sum + (value - mean) * (value - mean), 0);
  const variance = (squares + SPREAD_DAYS * SPREAD_UNKNOWN * SPREAD_UNKNOWN) / (values.length + SPREAD_DAYS);
  // The mean of what is left is uncertain by its own spread and by how little is known of the mean.
  const deviation = Math.sqrt(variance / daysLeft + variance / values.length) * (daysLeft / (daysLeft + values.length));
  return logistic((NORMAL_BY_LOGISTIC * (target - mean)) / deviation);
}
