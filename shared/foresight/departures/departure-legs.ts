import type { Zone } from '../../calendar/index.ts';
import type { Obligation } from '../../clock/index.ts';
import { instantOf, type JsonObject } from '../../event/index.ts';
import { Agenda } from '../agenda.ts';
import type { Remark } from '../observation.ts';
import { type Inbound, inboundOf, NO_INBOUND } from './departure-inbound.ts';
import { Leg, type LegData, placeIn } from './departure-leg.ts';
import { DepartureRates, type DepartureRatesData } from './departure-rates.ts';
import { DeparturesAhead, isWithinReach } from './departures-ahead.ts';
import { KnownLegs } from './known-legs.ts';
import { type Change, NO_CHANGE, PassedOn } from './passed-on.ts';
import { VehicleRuns, type VehicleRunsData, vehicleOf } from './vehicle-runs.ts';

/** How many departures are looked through for one whose vehicle is named. */
const STAND_IN_BACK = 32;

/** What has become of departures so far, as it was told: who has left, who is overdue, cancelled or awaited, and which run follows which. */
export class DepartureLegs {
  readonly #zone: Zone;
  readonly #ahead = new DeparturesAhead();
  /** Of those within reach, and of those to which something happened before they were. */
  readonly #legs = new KnownLegs();
  readonly #runs = new VehicleRuns();
  readonly #atPlaces = new VehicleRuns(placeIn);
  readonly rates = new DepartureRates();
  readonly #passedOn = new PassedOn();
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
    if (obligation.scheduledAtMs === null || this.#legs.has(obligation.subject)) return;
    this.#knowsVehicles ||= vehicleOf(obligation.opening) !== null;
    if (isWithinReach(obligation.scheduledAtMs, atMs)) this.#put(this.#newLeg(obligation));
    else this.#ahead.add(obligation);
    this.#forgetOld(atMs);
  }

  changed(obligation: Obligation, atMs: number): void {
    this.#passTo(atMs);
    const known = this.#legOrAhead(obligation, atMs);
    const { scheduledAtMs, metAtMs } = obligation;
    if (known !== undefined && known.scheduledAtMs !== scheduledAtMs) {
      this.#setOverdue(known, false);
      this.#legs.remove(obligation.subject);
      for (const runs of [this.#runs, this.#atPlaces]) runs.remove(known.obligation);
      const { leftAtMs, arrivedAtMs, isCancelled, from, comesAtMs, cameAtMs } = known;
      if (scheduledAtMs !== null) {
        const told = { leftAtMs, arrivedAtMs, isCancelled, from, comesAtMs, cameAtMs };
        this.#put(Object.assign(this.#newLeg(obligation), told));
      }
    } else if (known !== undefined && metAtMs !== null) this.#leaves(known, metAtMs, atMs);
  }

  decided(obligation: Obligation, atMs: number): void {
    this.#passTo(atMs);
    const { metAtMs, state, dueAtMs, subject } = obligation;
    this.#expectedAtMs.delete(subject);
    const leg = this.#legOrAhead(obligation, atMs);
    if (leg === undefined) return;
    if (metAtMs !== null) this.#leaves(leg, metAtMs, atMs);
    // Broken before its due without having left: it will not leave. Broken at its due it may still, and until then is ever later.
    else if (state === 'excluded' || (dueAtMs !== null && atMs < dueAtMs)) this.#cancel(leg, atMs, state !== 'excluded');
  }

  told({ type, data, subject, about }: Remark, atMs: number): void {
    this.#passTo(atMs);
    if (about === null) return;
    const leg = this.#legOrAhead(about, atMs);
    if (type === 'departure.inbound' && leg !== undefined) this.#toldInbound(leg, data, atMs);
    else if (type === 'departure.estimated') {
      const expectedAtMs = typeof data['expected'] === 'string' ? instantOf(data['expected']) : null;
      if (expectedAtMs !== null && leg !== undefined && leg.leftAtMs === null && !leg.isCancelled)
        this.#expectedAtMs.set(subject, expectedAtMs);
    } else if (type === 'departure.arrived' && leg !== undefined && leg.arrivedAtMs === null) {
      leg.arrivedAtMs = atMs;
      this.rates.arrived(leg, atMs);
      this.#passedOn.arrived(leg, atMs);
      this.#concernNext(leg, atMs);
    }
  }

  /** Of the vehicle on its way to this place: the plan beforehand, and that it is here. What a source repeats of it changes nothing. */
  #toldInbound(leg: Leg, { from, arrives, arrived }: JsonObject, atMs: number): void {
    if (typeof from === 'string') leg.from = from;
    if (typeof arrives === 'string') leg.comesAtMs = instantOf(arrives);
    if (arrived !== true || leg.cameAtMs !== null) return;
    leg.cameAtMs = atMs;
    this.rates.came(leg, atMs);
    this.#concernNext(leg, atMs);
  }

  /** When it is done makes no difference: what is asked at an instant rests on nothing that is not within reach of it. */
  takeAhead(atMs: number): void {
    for (const obligation of this.#ahead.take(atMs)) if (!this.#legs.has(obligation.subject)) this.#put(this.#newLeg(obligation));
  }

  /** `null` for what has no schedule. */
  of(obligation: Obligation): Leg | null {
    if (obligation.scheduledAtMs === null) return null;
    return this.#legs.get(obligation.subject) ?? this.#newLeg(obligation);
  }

  /** When the feed itself expects it to leave. */
  expectedAtMs(obligation: Obligation): number | undefined {
    return this.#expectedAtMs.get(obligation.subject);
  }

  inboundOf(leg: Leg, nowAtMs: number): Inbound {
    if (!isWithinReach(leg.scheduledAtMs, nowAtMs)) return NO_INBOUND;
    return inboundOf(this.#knowsVehicles ? this.#standIn(leg) : leg, nowAtMs, (each) => this.#before(each));
  }

  /** How the lateness of the run before used to change until here. */
  changeFrom(run: Leg | null, leg: Leg, nowAtMs: number): Change {
    return run === null ? NO_CHANGE : this.#passedOn.changeFrom(run, leg, nowAtMs);
  }

  *concerned(): Generator<string> {
    const subjects = [...this.#concerned];
    this.#concerned.clear();
    yield* subjects;
  }

  data(): DepartureLegsData {
    return {
      ahead: this.#ahead.values(),
      legs: [...this.#legs.all()].map((leg) => ({ ...leg })),
      runs: this.#runs.data(),
      atPlaces: this.#atPlaces.data(),
      rates: this.rates.data(),
      passedOn: this.#passedOn.data(),
      expected: [...this.#expectedAtMs],
      concerned: [...this.#concerned],
      knowsVehicles: this.#knowsVehicles,
    };
  }

  restore(data: DepartureLegsData): void {
    const { ahead, legs, runs, atPlaces, rates, passedOn, expected, concerned, knowsVehicles } = data;
    for (const each of ahead) this.#ahead.add(each);
    for (const each of legs) {
      const leg = Object.assign(new Leg(each.obligation, 0), each);
      this.#legs.put(leg);
      this.#await(leg);
    }
    this.#runs.restore(runs);
    this.#atPlaces.restore(atPlaces);
    this.rates.restore(rates);
    this.#passedOn.restore(passedOn);
    for (const [subject, expectedAtMs] of expected) this.#expectedAtMs.set(subject, expectedAtMs);
    for (const subject of concerned) this.#concerned.add(subject);
    this.#knowsVehicles = knowsVehicles;
  }

  #put(leg: Leg): void {
    this.#legs.put(leg);
    for (const runs of [this.#runs, this.#atPlaces]) runs.add(leg.obligation);
    this.#await(leg);
  }

  #await(leg: Leg): void {
    if (leg.leftAtMs !== null || leg.isCancelled) return;
    if (!leg.isOverdue) this.#coming.push(leg, { atMs: leg.scheduledAtMs, order: 0 });
    if (leg.leavesAtMs !== null) this.#coming.push(leg, { atMs: leg.leavesAtMs, order: 0 });
  }

  /** What is told of a departure ahead brings it in; `undefined` for one that is forgotten. */
  #legOrAhead(obligation: Obligation, atMs: number): Leg | undefined {
    const known = this.#legs.get(obligation.subject);
    const { scheduledAtMs } = obligation;
    if (known !== undefined || scheduledAtMs === null || isWithinReach(scheduledAtMs, atMs)) return known;
    const leg = this.#newLeg(obligation);
    this.#put(leg);
    return leg;
  }

  /** What time alone brings until an instant. */
  #passTo(atMs: number): void {
    this.takeAhead(atMs);
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
    this.rates.left(leg, atMs);
    this.#passedOn.left(leg, this.#before(leg), atMs);
    this.#concernNext(leg, atMs);
  }

  #cancel(leg: Leg, atMs: number, isCounted: boolean): void {
    if (leg.leftAtMs !== null || leg.isCancelled) return;
    this.#setOverdue(leg, false);
    leg.isCancelled = true;
    if (isCounted) this.rates.cancelled(leg, atMs);
    this.#concernNext(leg, atMs);
  }

  #setOverdue(leg: Leg, isOverdue: boolean): void {
    if (leg.isOverdue === isOverdue) return;
    leg.isOverdue = isOverdue;
    this.rates.overdue(leg, isOverdue ? 1 : -1);
  }

  #concernNext(leg: Leg, atMs: number): void {
    const next = this.#runs.after(leg.obligation);
    if (next !== null && isWithinReach(next.scheduledAtMs, atMs) && this.#legs.get(next.subject)?.leftAtMs === null)
      this.#concerned.add(next.subject);
  }

  #forgetOld(nowAtMs: number): void {
    for (const leg of this.#legs.forget(nowAtMs)) {
      this.#setOverdue(leg, false);
      this.#expectedAtMs.delete(leg.obligation.subject);
    }
  }

  #newLeg(obligation: Obligation): Leg {
    return new Leg(obligation, this.#zone.offsetAtMs(obligation.scheduledAtMs ?? 0));
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
}

export type DepartureLegsData = {
  readonly ahead: readonly Obligation[];
  readonly legs: readonly LegData[];
  readonly runs: VehicleRunsData;
  readonly atPlaces: VehicleRunsData;
  readonly rates: DepartureRatesData;
  readonly passedOn: ReturnType<PassedOn['data']>;
  readonly expected: readonly (readonly [subject: string, expectedAtMs: number])[];
  readonly concerned: readonly string[];
  readonly knowsVehicles: boolean;
};
