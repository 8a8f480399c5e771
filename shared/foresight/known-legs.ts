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
  /**
   * The same in their order. A map that loses its first entries again and again is slow to say which is the first: it walks over the
   * places of those that are gone. Of what was removed its place stays here until its turn.
   */
  #turns: Leg[] = [];
  /** Before it all had their turn. */
  #next = 0;

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

  /** Adds one whose subject is not known. */
  put(leg: Leg): void {
    this.#legs.set(leg.obligation.subject, leg);
    this.#turns.push(leg);
  }

  remove(subject: string): void {
    this.#legs.delete(subject);
  }

  *all(): Generator<Leg> {
    for (let at = this.#next; at < this.#turns.length; at += 1) {
      const leg = this.#turns[at] as Leg;
      if (this.#isKnown(leg)) yield leg;
    }
  }

  /** Takes out a few that are too old or too many, and gives them. */
  *forget(nowAtMs: number): Generator<Leg> {
    for (let left = FORGOTTEN_AT_ONCE; left > 0 && this.#next < this.#turns.length; this.#next += 1) {
      const leg = this.#turns[this.#next] as Leg;
      if (!this.#isKnown(leg)) continue;
      const isOld = leg.scheduledAtMs < nowAtMs - KEPT_MS;
      if (!isOld && this.#legs.size <= this.#legsMax) break;
      left -= 1;
      if (isOld || leg.leftAtMs !== null || leg.isCancelled) {
        this.#legs.delete(leg.obligation.subject);
        yield leg;
      } else this.#turns.push(leg);
    }
    this.#dropTurns();
  }

  #isKnown(leg: Leg): boolean {
    return this.#legs.get(leg.obligation.subject) === leg;
  }

  /** Once half of the places are of those that had their turn. */
  #dropTurns(): void {
    if (this.#next * 2 <= this.#turns.length) return;
    this.#turns = this.#turns.slice(this.#next);
    this.#next = 0;
  }
}
