import type { Zone } from '../../calendar/index.ts';
import type { Obligation } from '../../clock/index.ts';
import type { Text } from '../../text/index.ts';
import { NetLearner } from '../learning/net-learner.ts';
import type { Signals } from '../learning/signals.ts';
import type { Remark } from '../observation.ts';
import type { Surroundings } from '../surroundings.ts';
import { inboundText } from './departure-driver.ts';
import {
  changeCells,
  changeNumbers,
  hereNumbers,
  INBOUND_NUMBERS,
  inboundCells,
  inboundNumbers,
  planCells,
  planNumbers,
} from './departure-inputs.ts';
import type { Leg } from './departure-leg.ts';
import { DepartureLegs, type DepartureLegsData } from './departure-legs.ts';

const MINUTE_MS = 60_000;
/** One unit of the feed's own estimate: at so much past the due a breach is far likelier than not. */
const ESTIMATE_WIDTH_MS = 5 * MINUTE_MS;
const ESTIMATE_MAX = 4;
/** Numbers of the inbound stand first, those of the feed's estimate last. */
const LAST_NUMBERS = 2;
/** As many as `planCells`, `inboundCells` and `changeCells` give. */
const CELLS = 18;
/** What pulls less than this moves a chance by no more than a few hundredths. */
const PULL_MIN = 0.2;

/**
 * What is around what leaves by a schedule: the vehicle's run before, or the same train at the stops before, how departures go now at
 * this place, to that destination and of that carrier, who is overdue, what was cancelled, and the feed's own estimate.
 */
export class DepartureSurroundings implements Surroundings {
  readonly #legs: DepartureLegs;

  constructor(zone: Zone) {
    this.#legs = new DepartureLegs(zone);
  }

  opened(obligation: Obligation, atMs: number): void {
    this.#legs.opened(obligation, atMs);
  }

  changed(obligation: Obligation, atMs: number): void {
    this.#legs.changed(obligation, atMs);
  }

  decided(obligation: Obligation, atMs: number): void {
    this.#legs.decided(obligation, atMs);
  }

  told(remark: Remark, atMs: number): void {
    this.#legs.told(remark, atMs);
  }

  concerned(): Iterable<string> {
    return this.#legs.concerned();
  }

  signals(obligation: Obligation, nowAtMs: number): Signals {
    this.#legs.takeAhead(nowAtMs);
    const leg = this.#legs.of(obligation);
    const numbers: number[] = [];
    if (leg === null) return { cells: [], numbers };
    // Past the schedule it is told by what is known now, as if that had been known then: time alone changes nothing but how few are left.
    const atMs = Math.min(nowAtMs, leg.scheduledAtMs);
    const inbound = this.#legs.inboundOf(leg, atMs);
    const { rates } = this.#legs;
    const change = this.#legs.changeFrom(inbound.run, leg, atMs);
    inboundNumbers(inbound, numbers);
    changeNumbers(inbound, change, leg, numbers);
    hereNumbers(leg, atMs, numbers);
    planNumbers(leg, numbers);
    rates.numbers(leg, atMs, numbers);
    rates.numbersWhereItIs(inbound.run, atMs, numbers);
    const { scheduledAtMs, toleratedMs } = leg;
    const expectedAtMs = this.#legs.expectedAtMs(obligation);
    numbers.push(
      expectedAtMs === undefined ? 0 : within((expectedAtMs - scheduledAtMs - toleratedMs) / ESTIMATE_WIDTH_MS),
      expectedAtMs === undefined ? 0 : 1,
    );
    const changing = changeCells(inbound, change, leg, rates.meanLateAt(leg, atMs));
    return { cells: [...planCells(leg), ...inboundCells(inbound, leg), ...changing], numbers };
  }

  learner(): NetLearner {
    return new NetLearner([INBOUND_NUMBERS, -(LAST_NUMBERS + CELLS)]);
  }

  driver(obligation: Obligation, nowAtMs: number, { pulls }: { readonly pulls: Float64Array }): Text | null {
    const leg = this.#legs.of(obligation);
    if (leg === null) return null;
    const { scheduledAtMs } = leg;
    const expectedAtMs = this.#legs.expectedAtMs(obligation);
    if (expectedAtMs !== undefined && expectedAtMs > scheduledAtMs)
      return { key: 'driver.estimate', args: { minutes: minutes(expectedAtMs - scheduledAtMs) } };
    if (nowAtMs >= scheduledAtMs + MINUTE_MS)
      return { key: 'driver.not-gone', args: { minutes: Math.floor((nowAtMs - scheduledAtMs) / MINUTE_MS) } };
    const [carried = 0, around = 0] = pulls; // The spans of its learner.
    if (Math.max(carried, around) < PULL_MIN) return null;
    return (carried >= around ? inboundText(this.#legs.inboundOf(leg, nowAtMs), leg) : null) ?? this.#aroundText(leg, nowAtMs);
  }

  data(): unknown {
    return this.#legs.data();
  }

  restore(data: unknown): void {
    this.#legs.restore(data as DepartureLegsData);
  }

  #aroundText(leg: Leg, nowAtMs: number): Text | null {
    const cancelled = this.#legs.rates.shareCancelledTo(leg, nowAtMs);
    const late = this.#legs.rates.shareLateAt(leg, nowAtMs);
    if (cancelled >= 0.1 && cancelled >= late / 2) return { key: 'driver.cancelled', args: { percent: Math.round(cancelled * 100) } };
    return late < 0.2 ? null : { key: 'driver.place', args: { percent: Math.round(late * 100) } };
  }
}

function minutes(ms: number): number {
  return Math.round(ms / MINUTE_MS);
}

function within(units: number): number {
  return Math.max(-ESTIMATE_MAX, Math.min(ESTIMATE_MAX, units));
}
