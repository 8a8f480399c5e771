import type { Leg } from './departure-leg.ts';

const MINUTE_MS = 60_000;
/** What a vehicle needs at least between arriving and leaving again, if the plan gives it as much. */
const TURN_MS = 35 * MINUTE_MS;
/** How far back lateness is carried from run to run. */
const RUNS_BACK = 3;
/** How many stops of a run are looked through for the last news of it. */
const STOPS_BACK = 16;

/** What is known of the run before of the same vehicle. Lateness is in units of what is tolerated, other times in minutes; `null` where not known. */
export type Inbound = {
  /** The run itself: the last stop of which anything can be known. */
  readonly run: Leg | null;
  readonly state: 'none' | 'arrived' | 'left' | 'waiting' | 'cancelled';
  readonly isElsewhere: boolean;
  /** From when it is expected here until it is to leave again. */
  readonly spare: number | null;
  /** From when it is planned to be here until it is to leave again. */
  readonly turn: number | null;
  /** From its arrival until it is to leave again. */
  readonly ready: number | null;
  /** The last that was told of the vehicle. */
  readonly late: number | null;
  readonly leftLate: number | null;
  /** For how long it should have left by now; below 0 until it should. */
  readonly overdue: number | null;
  /** Of the run before that. */
  readonly lateBefore: number | null;
  readonly length: number | null;
};

export const NO_INBOUND: Inbound = {
  run: null,
  state: 'none',
  isElsewhere: false,
  spare: null,
  turn: null,
  ready: null,
  late: null,
  leftLate: null,
  overdue: null,
  lateBefore: null,
  length: null,
};

export type Before = (leg: Leg) => Leg | null;

export function inboundOf(leg: Leg, nowAtMs: number, before: Before): Inbound {
  const nearest = before(leg);
  if (nearest === null) return NO_INBOUND;
  const run = nearest.arrivesAtMs === null ? lastTold(nearest, nowAtMs, before) : nearest;
  const earlier = before(run);
  const endsAtMs = expectedEndMs(run, nowAtMs, before, RUNS_BACK);
  const common = {
    run,
    isElsewhere: run.to !== leg.place,
    spare: endsAtMs === null ? null : (leg.scheduledAtMs - endsAtMs) / MINUTE_MS,
    turn: (leg.scheduledAtMs - plannedEndMs(run)) / MINUTE_MS,
    lateBefore: earlier === null ? null : toldLate(earlier, leg.toleratedMs),
    length: run.arrivesAtMs === null ? null : (run.arrivesAtMs - run.scheduledAtMs) / MINUTE_MS,
  };
  const leftLate = run.leftAtMs === null ? null : (run.leftAtMs - run.scheduledAtMs) / leg.toleratedMs;
  if (run.arrivedAtMs !== null) {
    const ready = (leg.scheduledAtMs - run.arrivedAtMs) / MINUTE_MS;
    return { ...NO_INBOUND, ...common, state: 'arrived', ready, late: toldLate(run, leg.toleratedMs), leftLate };
  }
  if (run.leftAtMs !== null) return { ...NO_INBOUND, ...common, state: 'left', late: leftLate, leftLate };
  if (run.isCancelled) return { ...NO_INBOUND, ...common, state: 'cancelled' };
  if (run.cameLate !== null) return { ...NO_INBOUND, ...common, state: 'left', late: run.cameLate, leftLate: run.cameLate };
  const late = earlier === null ? null : (toldLate(earlier, leg.toleratedMs) ?? soFarLate(earlier, leg.toleratedMs, nowAtMs));
  return { ...NO_INBOUND, ...common, state: 'waiting', late, overdue: (nowAtMs - run.scheduledAtMs) / MINUTE_MS };
}

/** Of the stops of one run before this one, the last of which anything can be known yet; the nearest where there is none. */
function lastTold(nearest: Leg, nowAtMs: number, before: Before): Leg {
  let stop: Leg | null = nearest;
  for (let back = 0; stop !== null && back < STOPS_BACK; back += 1) {
    if (stop.leftAtMs !== null || stop.cameAtMs !== null || stop.isCancelled || stop.scheduledAtMs <= nowAtMs) return stop;
    stop = before(stop);
  }
  return nearest;
}

/** Where nothing says when a run ends, it is as late at its end as at its beginning. */
function plannedEndMs({ arrivesAtMs, scheduledAtMs }: Leg): number {
  return arrivesAtMs ?? scheduledAtMs;
}

function expectedEndMs(run: Leg, nowAtMs: number, before: Before, runsBack: number): number | null {
  if (run.arrivedAtMs !== null && run.arrivesAtMs !== null) return run.arrivedAtMs;
  const plannedMs = plannedEndMs(run);
  if (run.leftAtMs !== null) {
    const endsAtMs = plannedMs + run.leftAtMs - run.scheduledAtMs;
    return run.arrivesAtMs === null ? endsAtMs : Math.max(nowAtMs, endsAtMs);
  }
  if (run.isCancelled) return null;
  return expectedStartMs(run, nowAtMs, before, runsBack) + plannedMs - run.scheduledAtMs;
}

/** Of a run that has not left. */
function expectedStartMs(run: Leg, nowAtMs: number, before: Before, runsBack: number): number {
  const lateMs = Math.max(0, (run.cameLate ?? 0) * run.toleratedMs);
  const startsAtMs = Math.max(run.scheduledAtMs + lateMs, nowAtMs);
  const earlier = runsBack > 0 ? before(run) : null;
  if (earlier === null || earlier.to !== run.place) return startsAtMs;
  const endsAtMs = expectedEndMs(earlier, nowAtMs, before, runsBack - 1);
  if (endsAtMs === null) return startsAtMs;
  const turnMs = run.scheduledAtMs - plannedEndMs(earlier);
  return Math.max(startsAtMs, endsAtMs + (turnMs > 0 ? Math.min(TURN_MS, turnMs) : TURN_MS));
}

/** The last that was told of its lateness. */
function toldLate({ arrivedAtMs, arrivesAtMs, leftAtMs, scheduledAtMs }: Leg, toleratedMs: number): number | null {
  if (arrivedAtMs !== null && arrivesAtMs !== null) return (arrivedAtMs - arrivesAtMs) / toleratedMs;
  return leftAtMs === null ? null : (leftAtMs - scheduledAtMs) / toleratedMs;
}

function soFarLate({ scheduledAtMs }: Leg, toleratedMs: number, nowAtMs: number): number {
  return Math.max(0, (nowAtMs - scheduledAtMs) / toleratedMs);
}
