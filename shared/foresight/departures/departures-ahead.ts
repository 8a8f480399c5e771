import type { Obligation } from '../../clock/index.ts';

const HOUR_MS = 3_600_000;
/** Nothing that happens longer before a departure bears on it yet: a turn or a run takes less. */
const REACH_MS = 6 * HOUR_MS;

/** Whether a departure is near enough for what happens at an instant to bear on it. */
export function isWithinReach(scheduledAtMs: number, atMs: number): boolean {
  return scheduledAtMs <= atMs + REACH_MS;
}

/** Departures that are known long ahead, as whole timetables are, by the hour: until they are within reach nothing more is held of each. */
export class DeparturesAhead {
  readonly #byHour = new Map<number, Obligation[]>();
  #earliestHour = Number.POSITIVE_INFINITY;

  add(obligation: Obligation): void {
    const hour = Math.floor((obligation.scheduledAtMs ?? 0) / HOUR_MS);
    this.#byHour.getOrInsertComputed(hour, () => []).push(obligation);
    this.#earliestHour = Math.min(this.#earliestHour, hour);
  }

  /** Takes whole hours of departures that have come within reach, in the order of their schedules. */
  take(atMs: number): readonly Obligation[] {
    if (!isWithinReach(this.#earliestHour * HOUR_MS, atMs)) return [];
    const hours = [...this.#byHour.keys()].filter((hour) => isWithinReach(hour * HOUR_MS, atMs));
    const taken = hours.flatMap((hour) => this.#byHour.get(hour) ?? []);
    for (const hour of hours) this.#byHour.delete(hour);
    this.#earliestHour = [...this.#byHour.keys()].reduce((least, hour) => Math.min(least, hour), Number.POSITIVE_INFINITY);
    return taken.sort(compare);
  }

  /** Those that are not taken, in no order. */
  values(): readonly Obligation[] {
    return [...this.#byHour.values()].flat();
  }
}

function compare(a: Obligation, b: Obligation): number {
  const byTime = (a.scheduledAtMs ?? 0) - (b.scheduledAtMs ?? 0);
  return byTime !== 0 ? byTime : a.subject < b.subject ? -1 : 1;
}
