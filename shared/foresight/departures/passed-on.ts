import type { Leg } from './departure-leg.ts';
import { Lately, type LatelyData } from './lately.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** In units of what is tolerated: nothing is assumed to be gained or lost. */
const ASSUMED = { mean: 0, share: 0 };
/** Within these bounds, so that one run that goes wrong does not speak for all. */
const CHANGE_MAX = 3;

/** How lateness changes on the way, in units of what is tolerated; below 0 where it used to shrink. */
export type Change = {
  /** From leaving to arriving, of the run before. */
  readonly onTheWay: number;
  /** From where the run before left to where this one does, over days, and over the last hours. */
  readonly between: number;
  readonly betweenNow: number;
};

export const NO_CHANGE: Change = { onTheWay: 0, between: 0, betweenNow: 0 };

/** How much of its lateness a vehicle used to lose or gain between two places: plans have slack, which differs from way to way. */
export class PassedOn {
  readonly #onTheWay = new Lately(10 * DAY_MS, ASSUMED);
  readonly #between = new Lately(3 * DAY_MS, ASSUMED);
  readonly #betweenNow = new Lately(3 * HOUR_MS, ASSUMED);

  /** @param before the run before of the same vehicle. */
  left(leg: Leg, before: Leg | null, atMs: number): void {
    if (before === null || before.leftAtMs === null) return;
    const change = changeOf(atMs - leg.scheduledAtMs - (before.leftAtMs - before.scheduledAtMs), leg);
    const key = betweenKey(before, leg);
    this.#between.add(key, atMs, change, false);
    this.#betweenNow.add(key, atMs, change, false);
  }

  arrived(leg: Leg, atMs: number): void {
    if (leg.leftAtMs === null || leg.arrivesAtMs === null) return;
    this.#onTheWay.add(wayKey(leg), atMs, changeOf(atMs - leg.arrivesAtMs - (leg.leftAtMs - leg.scheduledAtMs), leg), false);
  }

  changeFrom(run: Leg, leg: Leg, nowAtMs: number): Change {
    const key = betweenKey(run, leg);
    return {
      onTheWay: this.#onTheWay.at(wayKey(run), nowAtMs).mean,
      between: this.#between.at(key, nowAtMs).mean,
      betweenNow: this.#betweenNow.at(key, nowAtMs).mean,
    };
  }

  data(): readonly LatelyData[] {
    return this.#all().map((each) => each.data());
  }

  restore(data: readonly LatelyData[]): void {
    this.#all().forEach((each, at) => {
      each.restore(data[at] as LatelyData);
    });
  }

  #all(): readonly Lately[] {
    return [this.#onTheWay, this.#between, this.#betweenNow];
  }
}

function changeOf(ms: number, { toleratedMs }: Leg): number {
  return Math.max(-CHANGE_MAX, Math.min(CHANGE_MAX, ms / toleratedMs));
}

function wayKey({ place, to, carrier }: Leg): string {
  return `${place} ${to} ${carrier}`;
}

function betweenKey(before: Leg, { place }: Leg): string {
  return `${before.place} ${place}`;
}
