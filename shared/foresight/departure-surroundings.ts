import type { Zone } from '../calendar/index.ts';
import type { Obligation } from '../clock/index.ts';
import { instantOf } from '../event/index.ts';
import type { Text } from '../text/index.ts';
import { Agenda } from './agenda.ts';
import { inboundText } from './departure-driver.ts';
import { type Inbound, inboundOf } from './departure-inbound.ts';
import { INBOUND_NUMBERS, inboundCells, inboundNumbers, planCells, planNumbers } from './departure-inputs.ts';
import { Leg, type LegData, legOf, placeIn } from './departure-leg.ts';
import { DepartureRates, type DepartureRatesData } from './departure-rates.ts';
import { NetLearner } from './net-learner.ts';
import type { Remark } from './observation.ts';
import type { Signals } from './signals.ts';
import type { Surroundings } from './surroundings.ts';
import { VehicleRuns, type VehicleRunsData, vehicleOf } from './vehicle-runs.ts';

const MINUTE_MS = 60_000;
/** A departure longer ago says nothing any more, and one that never left is not waited for any longer. */
const LEG_KEPT_MS = 36 * 3_600_000;
const FORGOTTEN_AT_ONCE = 64;
/** How many departures are looked through for one whose vehicle is named. */
const STAND_IN_BACK = 32;
/** One unit of the feed's own estimate: at so much past the due a breach is far likelier than not. */
const ESTIMATE_WIDTH_MS = 5 * MINUTE_MS;
const ESTIMATE_MAX = 4;
/** Numbers of the inbound stand first, those of the feed's estimate and of the time gone last. */
const LAST_NUMBERS = 3;
/** As many as `planCells` and `inboundCells` give. */
const CELLS = 11;
/** What pulls less than this moves a chance by no more than a few hundredths. */
const PULL_MIN = 0.2;

/**
 * What is around what leaves by a schedule: the vehicle's run before, or the same train at the stops before, how departures go now at
 * this place, to that destination and of that carrier, who is overdue, what was cancelled, and the feed's own estimate.
 */
export class DepartureSurroundings implements Surroundings {
  readonly #zone: Zone;
  readonly #legs = new Map<string, Leg>();
  readonly #runs = new VehicleRuns();
  readonly #atPlaces = new VehicleRuns(placeIn);
  readonly #rates = new DepartureRates();
  /** When legs turn overdue, or leave at an instant that was told beforehand. */
  readonly #coming = new Agenda<Leg>((a, b) => a.obligation.subject < b.obligation.subject);
  readonly #expectedAtMs = new Map<string, number>();
  readonly #concerned = new Set<string>();
  #knowsVehicles = false;

  constructor(zone: Zone) {
    this.#zone = zone;
  }

  opened(obligation: Obligation, atMs: number): void {
    this.#passTo(atMs);
    const { subject, scheduledAtMs } = obligation;
    if (scheduledAtMs === null || this.#legs.has(subject)) return;
    const leg = legOf(obligation, this.#zone.offsetAtMs(scheduledAtMs));
    if (leg !== null) this.#put(leg);
    this.#forgetOld(atMs);
  }

  changed(obligation: Obligation, atMs: number): void {
    this.#passTo(atMs);
    const known = this.#legs.get(obligation.subject);
    const { scheduledAtMs, metAtMs } = obligation;
    if (known !== undefined && known.scheduledAtMs !== scheduledAtMs) {
      this.#setOverdue(known, false);
      this.#legs.delete(obligation.subject);
      for (const runs of [this.#runs, this.#atPlaces]) runs.remove(known.obligation);
      const leg = scheduledAtMs === null ? null : legOf(obligation, this.#zone.offsetAtMs(scheduledAtMs));
      const { leftAtMs, arrivedAtMs, isCancelled } = known;
      if (leg !== null) this.#put(Object.assign(leg, { leftAtMs, arrivedAtMs, isCancelled }));
    } else if (known !== undefined && metAtMs !== null) this.#leaves(known, metAtMs, atMs);
  }

  decided(obligation: Obligation, atMs: number): void {
    this.#passTo(atMs);
    const { metAtMs, state, dueAtMs, subject } = obligation;
    this.#expectedAtMs.delete(subject);
    const leg = this.#legs.get(subject);
    if (leg === undefined) return;
    if (metAtMs !== null) this.#leaves(leg, metAtMs, atMs);
    // Broken before its due without having left: it will not leave. Broken at its due it may still, and until then is ever later.
    else if (state === 'excluded' || (dueAtMs !== null && atMs < dueAtMs)) this.#cancel(leg, atMs, state !== 'excluded');
  }

  told({ type, data, subject, about }: Remark, atMs: number): void {
    this.#passTo(atMs);
    if (about === null) return;
    const leg = this.#legs.get(subject);
    if (type === 'departure.estimated') {
      const expectedAtMs = typeof data['expected'] === 'string' ? instantOf(data['expected']) : null;
      if (expectedAtMs !== null && leg !== undefined && leg.leftAtMs === null && !leg.isCancelled)
        this.#expectedAtMs.set(subject, expectedAtMs);
    } else if (type === 'departure.arrived' && leg !== undefined && leg.arrivedAtMs === null) {
      leg.arrivedAtMs = atMs;
      this.#rates.arrived(leg, atMs);
      this.#concernNext(leg);
    }
  }

  signals(obligation: Obligation, nowAtMs: number): Signals {
    const leg = this.#legOf(obligation);
    const numbers: number[] = [];
    if (leg === null) return { cells: [], numbers };
    const inbound = this.#inboundOf(leg, nowAtMs);
    inboundNumbers(inbound, numbers);
    planNumbers(leg, numbers);
    this.#rates.numbers(leg, nowAtMs, numbers);
    const { scheduledAtMs, toleratedMs } = leg;
    const expectedAtMs = this.#expectedAtMs.get(obligation.subject);
    numbers.push(
      expectedAtMs === undefined ? 0 : within((expectedAtMs - scheduledAtMs - toleratedMs) / ESTIMATE_WIDTH_MS),
      expectedAtMs === undefined ? 0 : 1,
      nowAtMs <= scheduledAtMs ? 0 : within((nowAtMs - scheduledAtMs) / toleratedMs),
    );
    return { cells: [...planCells(leg), ...inboundCells(inbound, leg)], numbers };
  }

  learner(): NetLearner {
    return new NetLearner();
  }

  driver(obligation: Obligation, nowAtMs: number, pulls: Float64Array): Text | null {
    const leg = this.#legOf(obligation);
    if (leg === null) return null;
    const { scheduledAtMs } = leg;
    const expectedAtMs = this.#expectedAtMs.get(obligation.subject);
    if (expectedAtMs !== undefined && expectedAtMs > scheduledAtMs)
      return { key: 'driver.estimate', args: { minutes: minutes(expectedAtMs - scheduledAtMs) } };
    if (nowAtMs >= scheduledAtMs + MINUTE_MS)
      return { key: 'driver.not-gone', args: { minutes: Math.floor((nowAtMs - scheduledAtMs) / MINUTE_MS) } };
    const carried = sumOf(pulls, 0, INBOUND_NUMBERS);
    const around = sumOf(pulls, INBOUND_NUMBERS, pulls.length - LAST_NUMBERS - CELLS);
    if (Math.max(carried, around) < PULL_MIN) return null;
    return (carried >= around ? inboundText(this.#inboundOf(leg, nowAtMs), leg) : null) ?? this.#aroundText(leg, nowAtMs);
  }

  *concerned(): Generator<string> {
    const subjects = [...this.#concerned];
    this.#concerned.clear();
    yield* subjects;
  }

  data(): unknown {
    return {
      legs: [...this.#legs.values()].map((leg) => ({ ...leg })),
      runs: this.#runs.data(),
      atPlaces: this.#atPlaces.data(),
      rates: this.#rates.data(),
      expected: [...this.#expectedAtMs],
      concerned: [...this.#concerned],
      knowsVehicles: this.#knowsVehicles,
    } satisfies DepartureData;
  }

  restore(data: unknown): void {
    const { legs, runs, atPlaces, rates, expected, concerned, knowsVehicles } = data as DepartureData;
    for (const each of legs) {
      const leg = Object.assign(new Leg(each.obligation, 0), each);
      this.#legs.set(leg.obligation.subject, leg);
      this.#await(leg);
    }
    this.#runs.restore(runs);
    this.#atPlaces.restore(atPlaces);
    this.#rates.restore(rates);
    for (const [subject, expectedAtMs] of expected) this.#expectedAtMs.set(subject, expectedAtMs);
    for (const subject of concerned) this.#concerned.add(subject);
    this.#knowsVehicles = knowsVehicles;
  }

  #put(leg: Leg): void {
    this.#legs.set(leg.obligation.subject, leg);
    for (const runs of [this.#runs, this.#atPlaces]) runs.add(leg.obligation);
    this.#knowsVehicles ||= vehicleOf(leg.obligation.opening) !== null;
    this.#await(leg);
  }

  #await(leg: Leg): void {
    if (leg.leftAtMs !== null || leg.isCancelled) return;
    if (!leg.isOverdue) this.#coming.push(leg, { atMs: leg.scheduledAtMs, order: 0 });
    if (leg.leavesAtMs !== null) this.#coming.push(leg, { atMs: leg.leavesAtMs, order: 0 });
  }

  /** What time alone brings until an instant. */
  #passTo(atMs: number): void {
    for (let next = this.#coming.next; next !== null && next.atMs < atMs; next = this.#coming.next) {
      const leg = this.#coming.pop();
      if (leg.leftAtMs !== null || leg.isCancelled || this.#legs.get(leg.obligation.subject) !== leg) continue;
      if (leg.leavesAtMs !== null && leg.leavesAtMs <= next.atMs) this.#leave(leg, leg.leavesAtMs);
      else this.#setOverdue(leg, true);
    }
  }

  #leaves(leg: Leg, leavesAtMs: number, atMs: number): void {
    if (leg.leftAtMs !== null) return;
    if (leavesAtMs <= atMs) this.#leave(leg, leavesAtMs);
    else if (leg.leavesAtMs !== leavesAtMs) {
      leg.leavesAtMs = leavesAtMs;
      this.#coming.push(leg, { atMs: leavesAtMs, order: 0 });
    }
  }

  #leave(leg: Leg, atMs: number): void {
    this.#setOverdue(leg, false);
    leg.leftAtMs = atMs;
    this.#rates.left(leg, atMs);
    this.#concernNext(leg);
  }

  #cancel(leg: Leg, atMs: number, isCounted: boolean): void {
    if (leg.leftAtMs !== null || leg.isCancelled) return;
    this.#setOverdue(leg, false);
    leg.isCancelled = true;
    if (isCounted) this.#rates.cancelled(leg, atMs);
    this.#concernNext(leg);
  }

  #setOverdue(leg: Leg, isOverdue: boolean): void {
    if (leg.isOverdue === isOverdue) return;
    leg.isOverdue = isOverdue;
    this.#rates.overdue(leg, isOverdue ? 1 : -1);
  }

  #concernNext(leg: Leg): void {
    const next = this.#runs.after(leg.obligation);
    if (next !== null && this.#legs.get(next.subject)?.leftAtMs === null) this.#concerned.add(next.subject);
  }

  #forgetOld(nowAtMs: number): void {
    let left = FORGOTTEN_AT_ONCE;
    for (const [subject, leg] of this.#legs) {
      if (leg.scheduledAtMs >= nowAtMs - LEG_KEPT_MS || left === 0) return;
      left -= 1;
      this.#setOverdue(leg, false);
      this.#legs.delete(subject);
      this.#expectedAtMs.delete(subject);
    }
  }

  #legOf(obligation: Obligation): Leg | null {
    const { subject, scheduledAtMs } = obligation;
    return this.#legs.get(subject) ?? legOf(obligation, this.#zone.offsetAtMs(scheduledAtMs ?? 0));
  }

  #inboundOf(leg: Leg, nowAtMs: number): Inbound {
    return inboundOf(this.#knowsVehicles ? this.#standIn(leg) : leg, nowAtMs, (each) => this.#before(each));
  }

  /**
   * Where a source does not name the vehicle of one departure, the one before it at this place whose vehicle is named stands in for it.
   * Who is not given a vehicle is often cancelled, which is only known afterwards, so it must look like any other.
   */
  #standIn(leg: Leg): Leg {
    let other: Leg | undefined = leg;
    for (let back = 0; other !== undefined && back < STAND_IN_BACK; back += 1) {
      if (vehicleOf(other.obligation.opening) !== null) return other;
      other = this.#legs.get(this.#atPlaces.before(other.obligation)?.subject ?? '');
    }
    return leg;
  }

  #before({ obligation }: Leg): Leg | null {
    const run = this.#runs.before(obligation);
    return run === null ? null : (this.#legs.get(run.subject) ?? null);
  }

  #aroundText(leg: Leg, nowAtMs: number): Text | null {
    const cancelled = this.#rates.shareCancelledTo(leg, nowAtMs);
    const late = this.#rates.shareLateAt(leg, nowAtMs);
    if (cancelled >= 0.1 && cancelled >= late / 2) return { key: 'driver.cancelled', args: { percent: Math.round(cancelled * 100) } };
    return late < 0.2 ? null : { key: 'driver.place', args: { percent: Math.round(late * 100) } };
  }
}

type DepartureData = {
  readonly legs: readonly LegData[];
  readonly runs: VehicleRunsData;
  readonly atPlaces: VehicleRunsData;
  readonly rates: DepartureRatesData;
  readonly expected: readonly (readonly [subject: string, expectedAtMs: number])[];
  readonly concerned: readonly string[];
  readonly knowsVehicles: boolean;
};

function minutes(ms: number): number {
  return Math.round(ms / MINUTE_MS);
}

function within(units: number): number {
  return Math.max(-ESTIMATE_MAX, Math.min(ESTIMATE_MAX, units));
}

function sumOf(pulls: Float64Array, from: number, until: number): number {
  let sum = 0;
  for (let at = from; at < until; at += 1) sum += pulls[at] ?? 0;
  return sum;
}
