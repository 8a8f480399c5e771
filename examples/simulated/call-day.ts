import { arrivals } from './arrivals.ts';
import { Dice } from './dice.ts';
import { dateOf, HOUR_MS, instantAt, MINUTE_MS, SATURDAY, SECOND_MS, SUNDAY, weekdayOf } from './local-time.ts';

/** One call and what became of it. Times are ms since the lines opened, in whole seconds. */
export type Call = { readonly arrivedMs: number; readonly waitMs: number; readonly end: 'answered' | 'caller' | 'timeout' };

const OPEN_HOUR = 7;
/** Mean calls of a weekday in each hour from 07 to 22: a peak before lunch, another in the afternoon. */
const CALLS_PER_HOUR = [8, 18, 30, 38, 34, 24, 21, 27, 35, 31, 24, 18, 13, 9, 6, 4];
const SATURDAY_SHARE = 0.55;
const SUNDAY_SHARE = 0.42;
/** People at the telephones in each half hour from 07:00 on; from 11:30 to 13:30 whoever has lunch is missing. */
const STAFF_PER_HALF_HOUR = [1, 1, 2, 2, 2, 3, 4, 4, 4, 3, 2, 2, 2, 3, 3, 3, 4, 4, 3, 3, 3, 3, 2, 2, 2, 2, 2, 2, 1, 1, 1, 1];
const WEEKEND_STAFF_SHARE = 0.62;
/** Share of the days on which the people for a peak are missing, and one is left. */
const GAP_SHARE = 0.2;
const GAP_HALF_HOURS = 5;
/** 09:00, or 14:30: half hours since 07:00. */
const GAP_STARTS = [4, 15];
const SERVICE_MEAN_MS = 4 * MINUTE_MS;
const PATIENCE_MEAN_MS = 3 * MINUTE_MS;
/** The line is cut after this wait. */
const WAIT_MAX_MS = 8 * MINUTE_MS;
const HALF_HOUR_MS = HOUR_MS / 2;

/** The calls of a local day in order of arrival: an Erlang-A queue, first come first served, from an empty start at 07:00. */
export function callsOfDay(seed: number, day: number): readonly Call[] {
  const dice = new Dice(seed, 'calls', dateOf(day).text);
  const level = dice.between(0.9, 1.1) * shareOf(day);
  const staff = staffOf(seed, day);
  const busyUntilMs: number[] = [];
  return arrivals(
    dice,
    CALLS_PER_HOUR.map((calls) => calls * level),
  ).map((arrivedMs) => {
    const patienceMs = wholeSeconds(dice.exponential(PATIENCE_MEAN_MS)) + SECOND_MS;
    const serviceMs = wholeSeconds(dice.exponential(SERVICE_MEAN_MS)) + SECOND_MS;
    const waitMaxMs = Math.min(patienceMs, WAIT_MAX_MS);
    const startMs = freeFrom(arrivedMs, busyUntilMs, staff);
    if (startMs - arrivedMs >= waitMaxMs) return { arrivedMs, waitMs: waitMaxMs, end: waitMaxMs === patienceMs ? 'caller' : 'timeout' };
    busyUntilMs.push(startMs + serviceMs);
    return { arrivedMs, waitMs: startMs - arrivedMs, end: 'answered' };
  });
}

/** When the lines open. */
export function openingOf(day: number): number {
  return instantAt(day, OPEN_HOUR * HOUR_MS);
}

/** The number of people at the telephones in each half hour. */
export function staffOf(seed: number, day: number): readonly number[] {
  const dice = new Dice(seed, 'staff', dateOf(day).text);
  const share = weekdayOf(day) >= SATURDAY ? WEEKEND_STAFF_SHARE : 1;
  const staff = STAFF_PER_HALF_HOUR.map((people) => Math.max(1, Math.round(people * share)));
  if (!dice.isWithin(GAP_SHARE)) return staff;
  return staff.fill(1, ...gapOf(dice));
}

function gapOf(dice: Dice): [from: number, to: number] {
  const from = dice.oneOf(GAP_STARTS);
  return [from, from + GAP_HALF_HOURS];
}

/**
 * The first instant since `fromMs` with fewer people busy than there are. Whoever is on a call at the end of a half hour ends it first.
 * Calls come here in order of arrival, and one before that still waits would have taken the place: so the queue keeps its order.
 */
function freeFrom(fromMs: number, busyUntilMs: readonly number[], staff: readonly number[]): number {
  const later = busyUntilMs.filter((endMs) => endMs > fromMs);
  for (let atMs = fromMs; ; ) {
    const busy = later.filter((endMs) => endMs > atMs);
    const half = Math.min(Math.floor(atMs / HALF_HOUR_MS), staff.length - 1); // After closing the last ones stay until nobody waits.
    if (busy.length < (staff[half] ?? 1)) return atMs;
    const nextHalfMs = atMs < staff.length * HALF_HOUR_MS ? (half + 1) * HALF_HOUR_MS : Number.POSITIVE_INFINITY;
    atMs = Math.min(nextHalfMs, ...busy);
  }
}

function shareOf(day: number): number {
  const weekday = weekdayOf(day);
  if (weekday === SUNDAY) return SUNDAY_SHARE;
  return weekday === SATURDAY ? SATURDAY_SHARE : 1;
}

function wholeSeconds(ms: number): number {
  return Math.floor(ms / SECOND_MS) * SECOND_MS;
}
