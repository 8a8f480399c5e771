import type { Leg } from './departure-leg.ts';

/** A departure longer ago says nothing any more, and one that never left is not waited for any longer. */
const KEPT_MS = 36 * 3_600_000;
/** The flights of the whole world in a day; of more, those told of first are forgotten once they have left. */
const LEGS_MAX = 100_000;
const FORGOTTEN_AT_ONCE = 64;

/** The departures of the last day and a half by their subjects, in the order in which they were told of; those that stay beyond their turn stand behind. */
export class KnownLegs {
  readonly #legsMax: number;
  readonly #legs = new Map<string, Leg>();
  /** The one that stands first, as far as known: whether anything is to be forgotten is asked with each that is told of. */
  #first: Leg | null = null;

  /** @param legsMax how many, beside those that are still to leave. */
  constructor(legsMax = LEGS_MAX) {
    this.#legsMax = legsMax;
  }

  get(subject: string): Leg | undefined {
    return this.#legs.get(subject);
  }

  has(subject: string): boolean {
    return this.#legs.has(subject);
  }

  put(leg: Leg): void {
    this.#legs.set(leg.obligation.subject, leg);
  }

  remove(subject: string): void {
    this.#legs.delete(subject);
  }

  all(): Iterable<Leg> {
    return this.#legs.values();
  }

  /** Takes out a few that are too old or too many, and gives them. */
  *forget(nowAtMs: number): Generator<Leg> {
    const isKept = (leg: Leg) => leg.scheduledAtMs >= nowAtMs - KEPT_MS && this.#legs.size <= this.#legsMax;
    if (this.#first !== null && isKept(this.#first) && this.#legs.get(this.#first.obligation.subject) === this.#first) return;
    let left = FORGOTTEN_AT_ONCE;
    for (const [subject, leg] of this.#legs) {
      const isOld = leg.scheduledAtMs < nowAtMs - KEPT_MS;
      if (left === 0 || isKept(leg)) {
        this.#first = leg;
        return;
      }
      left -= 1;
      this.#legs.delete(subject);
      if (isOld || leg.leftAtMs !== null || leg.isCancelled) yield leg;
      else this.#legs.set(subject, leg);
    }
  }
}
