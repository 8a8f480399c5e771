import type { Leg } from './departure-leg.ts';

/** A departure longer ago says nothing any more, and one that never left is not waited for any longer. */
const KEPT_MS = 36 * 3_600_000;
/** The flights of the whole world in a day; of more, those told of first are forgotten once they have left. */
const LEGS_MAX = 100_000;
const FORGOTTEN_AT_ONCE = 64;
/** One that stays counts as so many: with a hundred thousand that never leave, each new departure would move 64 of them. */
const STAYING_COUNTS = 32;

/** The departures of the last day and a half by their subjects, in the order in which they were told of; those that stay beyond their turn stand behind. */
export class KnownLegs {
  readonly #legsMax: number;
  readonly #legs = new Map<string, Leg>();
  /** The subject that stands first, and those behind it: what is taken out leaves gaps, and walking over them anew each time is dear. */
  #first: string | null = null;
  #behind: Iterator<string> | null = null;

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
    if (this.#first === subject) this.#first = null;
  }

  all(): Iterable<Leg> {
    return this.#legs.values();
  }

  /** Takes out a few that are too old or too many, and gives them. */
  *forget(nowAtMs: number): Generator<Leg> {
    for (let left = FORGOTTEN_AT_ONCE; left > 0; ) {
      const leg = this.#head();
      if (leg === undefined) return;
      const isOld = leg.scheduledAtMs < nowAtMs - KEPT_MS;
      if (!isOld && this.#legs.size <= this.#legsMax) return;
      const { subject } = leg.obligation;
      const stays = !isOld && leg.leftAtMs === null && !leg.isCancelled;
      left -= stays ? STAYING_COUNTS : 1;
      this.remove(subject);
      if (stays) this.#legs.set(subject, leg);
      else yield leg;
    }
  }

  #head(): Leg | undefined {
    if (this.#first === null) {
      this.#behind ??= this.#legs.keys();
      const { value, done } = this.#behind.next();
      if (done === true) this.#behind = null;
      else this.#first = value;
    }
    return this.#first === null ? undefined : this.#legs.get(this.#first);
  }
}
