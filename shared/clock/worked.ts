import type { Bench, Round } from './round.ts';
import { countedMsBetween } from './stops.ts';

/**
 * Working time of the promise's calendar from the start of the allowance to the doing, without stops and without the time that a
 * reopened one was closed, ms; `null` while it is not done. Done before the opening, it took none.
 */
export function workedMsOf({ promise, startAtMs, metAtMs, closed }: Round, { stops }: Bench): number | null {
  if (metAtMs === null) return null;
  const sorted = [...stops, ...closed].sort((a, b) => a.fromAtMs - b.fromAtMs);
  return countedMsBetween(promise.calendar, sorted, startAtMs, Math.max(startAtMs, metAtMs));
}
