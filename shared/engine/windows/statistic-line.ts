import type { Ratio, Target } from '../../book/index.ts';
import { meanChance, rankChance, type Sample, type WindowSoFar } from '../../foresight/index.ts';
import { attainmentOf, isStatistic, meets, ranksOf, type Tally, type Values } from '../../measure/index.ts';
import { toNumber } from '../../number/index.ts';
import type { Line } from '../state.ts';

/**
 * Chance that a statistic of values misses its target when its window is over; `null` while there is no value to go by. As many of
 * what is still to come bring a value as did so far.
 * @param before the windows before it.
 */
export function chanceOfStatistic(
  { current }: Line,
  promise: Ratio,
  { target, soFar, before }: { readonly target: Target; readonly soFar: WindowSoFar; readonly before: readonly Tally[] },
): number | null {
  const { values } = current;
  const { value } = attainmentOf(promise, current);
  if (!isStatistic(promise) || values === null || value === null) return null;
  const more = Math.round((soFar.remaining * values.count) / Math.max(1, soFar.kept + soFar.broken));
  if (more === 0) return meets(target, value) ? 0 : 1;
  const { statistic } = promise.measure;
  const isAtMost = target.op.startsWith('<');
  if (statistic === 'mean') return meanChance(sampleOf(values), more, { isAtMost, bound: toNumber(target.value) });
  const within = withinOf(values, target);
  const past = before.flatMap((tally) => tally.values ?? []);
  const [keptBefore, allBefore] = [sum(past.map((each) => withinOf(each, target))), sum(past.map(({ count }) => count))];
  const counts = { within, beyond: values.count - within, remaining: more, keptBefore, brokenBefore: allBefore - keptBefore };
  // Of the two in the middle, the one that keeps the target last.
  return rankChance(counts, isAtMost, (count) => ranksOf(statistic, count).at(isAtMost ? -1 : 0) ?? 0);
}

/** How many values lie on the good side of a target. */
function withinOf(values: Values, { op, value }: Target): number {
  const { below, upTo } = values.countsUpTo(value);
  switch (op) {
    case '<':
      return below;
    case '<=':
      return upTo;
    case '>':
      return values.count - upTo;
    case '>=':
      return values.count - below;
  }
}

function sampleOf(values: Values): Sample {
  const mean = toNumber(values.sum) / values.count;
  let squares = 0;
  for (const { near, times } of values.entries.values()) squares += times * (near - mean) * (near - mean);
  return { count: values.count, mean, squares };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
