import type { Inbound } from './departure-inbound.ts';
import type { Leg } from './departure-leg.ts';
import type { Change } from './passed-on.ts';

const MINUTE_MS = 60_000;
const DAY_HOURS = 24;
const STATES = ['none', 'arrived', 'left', 'waiting', 'cancelled'] as const;

/** Where a number bends what it says: one ramp from -1 to 1 about each point. */
type Ramps = { readonly at: readonly number[]; readonly width: number };
const SPARE: Ramps = { at: [-60, -20, 0, 15, 25, 35, 50, 80], width: 15 };
const TURN: Ramps = { at: [25, 40, 60, 100, 240], width: 20 };
const READY: Ramps = { at: [15, 30, 45, 75], width: 15 };
const OVERDUE: Ramps = { at: [-30, 0, 10, 30, 90], width: 15 };
const LATE: Ramps = { at: [-0.67, 0, 0.67, 1.67, 4], width: 0.8 };
const CAME_LATE: Ramps = { at: [0, 0.67, 1.67], width: 0.8 };
const NOT_HERE: Ramps = { at: [-12, -4, 2, 8], width: 5 };
const LATE_HERE: Ramps = { at: [-0.33, 0, 0.33, 0.67, 1, 1.67, 3], width: 0.5 };
const LEFT_LATE: Ramps = { at: [-0.13, 0.33, 1, 2.67], width: 0.53 };

/** How many numbers `inboundNumbers`, `changeNumbers` and `hereNumbers` give. */
export const INBOUND_NUMBERS =
  STATES.length +
  1 +
  [SPARE, SPARE, TURN, READY, OVERDUE, LATE, LATE_HERE, LEFT_LATE, CAME_LATE, NOT_HERE].reduce((count, { at }) => count + at.length, 0) +
  9;

/** What the run before of the same vehicle says. Nothing where it is not known. */
export function inboundNumbers(inbound: Inbound, into: number[]): void {
  for (const state of STATES) into.push(inbound.state === state ? 1 : 0);
  into.push(inbound.isElsewhere ? 1 : 0);
  ramps(inbound.spare, SPARE, into);
  ramps(inbound.turn, TURN, into);
  ramps(inbound.ready, READY, into);
  ramps(inbound.overdue, OVERDUE, into);
  ramps(inbound.late, LATE, into);
  ramps(inbound.leftLate, LEFT_LATE, into);
  into.push(inbound.spare === null ? 0 : within((inbound.spare - 30) / 60));
  into.push(inbound.lateBefore === null ? 0 : within(inbound.lateBefore / 2));
  into.push(inbound.length === null ? 0 : within((inbound.length - 130) / 90));
}

/** From when it is expected here until it is to leave again, by what such ways used to gain; minutes, `null` where nothing is known. */
export function spareByWay({ spare, run }: Inbound, { onTheWay }: Change, { toleratedMs }: Leg): number | null {
  if (spare === null || run === null || run.arrivedAtMs !== null) return spare;
  return spare - (onTheWay * toleratedMs) / MINUTE_MS;
}

/** How late it is to leave by what used to come of such lateness, in units of what is tolerated. */
export function lateHere({ late }: Inbound, { between }: Change): number | null {
  return late === null ? null : late + between;
}

/** What used to become of lateness on the way. */
export function changeNumbers(inbound: Inbound, change: Change, leg: Leg, into: number[]): void {
  into.push(change.onTheWay, change.between, change.betweenNow);
  ramps(spareByWay(inbound, change, leg), SPARE, into);
  ramps(lateHere(inbound, change), LATE_HERE, into);
}

/** What was told of the vehicle's own way to this place: whether it begins here, is here, how late it came or has not come. */
export function hereNumbers({ comesAtMs, cameAtMs, cameLate, scheduledAtMs }: Leg, nowAtMs: number, into: number[]): void {
  into.push(comesAtMs === null ? 0 : 1, cameAtMs === null ? 0 : 1);
  into.push(comesAtMs === null ? 0 : within((scheduledAtMs - comesAtMs) / (10 * MINUTE_MS) - 1));
  ramps(cameLate, CAME_LATE, into);
  ramps(comesAtMs === null || cameAtMs !== null ? null : (nowAtMs - comesAtMs) / MINUTE_MS, NOT_HERE, into);
}

/** When it leaves, and for how long it runs. */
export function planNumbers({ hour, arrivesAtMs, scheduledAtMs }: Leg, into: number[]): void {
  into.push((hour - 13) / 6, dayWave(hour), dayWave(hour - DAY_HOURS / 4));
  into.push(arrivesAtMs === null ? 0 : within(((arrivesAtMs - scheduledAtMs) / MINUTE_MS - 130) / 90));
}

/** From what many share to what few do. */
export function planCells({ place, to, carrier, line, hour, from }: Leg): readonly string[] {
  return [
    `hour ${hour}`,
    `place ${place}`,
    `place ${place} ${hour}`,
    `carrier ${carrier} ${hour}`,
    `carrier ${carrier} ${place}`,
    `carrier ${carrier} to ${to}`,
    `route ${place} ${to}`,
    `line ${line} ${place}`,
    ...(from === '' ? ['', '', ''] : [`from ${from} ${place}`, `from ${from} to ${to}`, `from ${from} ${carrier} ${hour}`]),
  ];
}

/** Where cells of what the run before says begin; the last one is what is not known. */
const SPARE_STEPS = [-60, -20, 0, 10, 20, 27, 35, 45, 60, 90];
const TURN_STEPS = [0, 30, 40, 55, 80, 150, 400];
const LATE_STEPS = [-1, -0.33, 0.33, 1, 2, 4];
const LATE_HERE_STEPS = [-0.5, -0.2, 0, 0.2, 0.5, 0.8, 1.2, 2, 4];
const PLACE_LATE_STEPS = [0.1, 0.3, 0.6, 1, 1.6, 2.6];
const OVERDUE_STEPS = [-60, -20, 0, 15, 40, 90];

/** Cells for what goes together: a table holds at once what a net would take long to learn. */
export function inboundCells({ state, isElsewhere, spare, turn, late, overdue }: Inbound, { carrier }: Leg): readonly string[] {
  const start = `${state}${isElsewhere ? ' elsewhere' : ''} ${stepOf(spare, SPARE_STEPS)}`;
  const turning = stepOf(turn, TURN_STEPS);
  return [
    `inbound ${start} ${turning} ${stepOf(late, LATE_STEPS)}`,
    `waiting ${start} ${turning} ${stepOf(overdue, OVERDUE_STEPS)}`,
    `inbound ${start} of ${carrier}`,
  ];
}

/** The same beside how departures go at the place now. @param placeLate how late they leave, in units of what is tolerated. */
export function changeCells(inbound: Inbound, change: Change, leg: Leg, placeLate: number): readonly string[] {
  const spare = `${inbound.state} ${stepOf(spareByWay(inbound, change, leg), SPARE_STEPS)}`;
  const turning = stepOf(inbound.turn, TURN_STEPS);
  const place = stepOf(placeLate, PLACE_LATE_STEPS);
  return [
    `spare ${spare} ${place}`,
    `spare ${spare} ${turning} ${place}`,
    `late here ${leg.place} ${stepOf(lateHere(inbound, change), LATE_HERE_STEPS)}`,
    `late ${inbound.state} ${stepOf(inbound.late, LATE_HERE_STEPS)} ${turning} of ${leg.carrier}`,
  ];
}

function stepOf(value: number | null, steps: readonly number[]): number {
  if (value === null) return -1;
  let step = 0;
  while (step < steps.length && value >= (steps[step] as number)) step += 1;
  return step;
}

function ramps(value: number | null, { at, width }: Ramps, into: number[]): void {
  for (const point of at) into.push(value === null ? 0 : Math.max(-1, Math.min(1, (value - point) / width)));
}

/** From 1 at midnight to -1 at noon and back, by parabolas: as smooth as a cosine here, and the same in every runtime. */
function dayWave(hour: number): number {
  const turn = ((((hour + DAY_HOURS / 4) % DAY_HOURS) + DAY_HOURS) % DAY_HOURS) / (DAY_HOURS / 2);
  return turn < 1 ? 4 * turn * (1 - turn) : -4 * (turn - 1) * (2 - turn);
}

function within(value: number): number {
  return Math.max(-2, Math.min(3, value));
}
