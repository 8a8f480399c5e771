import type { Dice } from './dice.ts';
import { HOUR_MS, SECOND_MS } from './local-time.ts';

const HALF_HOUR_MS = HOUR_MS / 2;

/**
 * Poisson arrivals at a rate that changes from hour to hour, as ms since the first hour began, in whole seconds. Rates of neighbouring
 * hours are blended at the half hours, so that no hour begins with a jump.
 * @param perHour mean arrivals in each hour.
 */
export function arrivals(dice: Dice, perHour: readonly number[]): readonly number[] {
  const times: number[] = [];
  for (let half = 0; half < perHour.length * 2; half += 1) {
    const endMs = (half + 1) * HALF_HOUR_MS;
    const meanGapMs = HOUR_MS / rateOf(perHour, half);
    // The process forgets, so each half hour may begin anew.
    for (let atMs = half * HALF_HOUR_MS + dice.exponential(meanGapMs); atMs < endMs; atMs += dice.exponential(meanGapMs)) {
      times.push(Math.floor(atMs / SECOND_MS) * SECOND_MS);
    }
  }
  return times;
}

function rateOf(perHour: readonly number[], half: number): number {
  const hour = Math.floor(half / 2);
  const own = perHour[hour] ?? 0;
  const neighbour = perHour[half % 2 === 0 ? hour - 1 : hour + 1] ?? own;
  return (3 * own + neighbour) / 4;
}
