import { assert } from '../error/index.ts';
import { addCounts } from './counts.ts';
import type { DayCounts } from './day-counts.ts';
import { type Bins, emptyTally, type Tally } from './tally.ts';

/**
 * What two parts of the subjects give to one window, put together: exactly what all of them give when they are counted at once.
 * Neither is changed. @param a, b of one window.
 */
export function mergeTallies(a: Tally, b: Tally): Tally {
  assert(a.fromAtMs === b.fromAtMs && a.toAtMs === b.toAtMs, 'tallies that are merged are of one window');
  const merged = emptyTally({ fromAtMs: a.fromAtMs, toAtMs: a.toAtMs }, a.isDrawn && b.isDrawn);
  for (const part of [a, b]) {
    addCounts(merged, part, 1);
    merged.openedInside += part.openedInside;
    for (const list of ['keptBins', 'brokenBins', 'openBins'] as const) merged[list] = summed(merged[list], part[list]);
    for (const [dayNumber, day] of part.days) merged.days = new Map(merged.days).set(dayNumber, mergeDays(merged.days.get(dayNumber), day));
  }
  return merged;
}

function mergeDays(known: DayCounts | undefined, day: DayCounts): DayCounts {
  const merged = { ...day, good: day.good.slice(), all: day.all.slice() };
  if (known === undefined) return merged;
  addInto(merged.good, known.good);
  addInto(merged.all, known.all);
  return merged;
}

/** Of two lists of bins, either of which may be none. */
function summed(a: Bins, b: Bins): Bins {
  if (b.length === 0) return a;
  const sum = Int32Array.from(b);
  addInto(sum, a);
  return sum;
}

function addInto(to: Int32Array, from: Bins): void {
  for (let index = 0; index < to.length; index += 1) to[index] = (to[index] ?? 0) + (from[index] ?? 0);
}
