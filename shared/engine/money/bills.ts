import type { Mark } from '../../clock/index.ts';

/** Where a bill stands for one promise: the period that it is for, and the event that says so. */
type Place = { readonly period: string; readonly mark: Mark };

/** Bills as plain data. */
export type BillsData = {
  readonly bills: readonly (readonly [key: string, bills: readonly Bill[]])[];
  readonly places: readonly (readonly [subject: string, periods: readonly (readonly [promise: string, period: string])[]])[];
  readonly revision: number;
};

/** The bills that promises read, by promise and period: each subject once, as its last word has it. */
export class Bills {
  readonly #byPeriod = new Map<string, Map<string, Mark>>();
  readonly #places = new Map<string, Map<string, Place>>();
  readonly #sorted = new Map<string, ReadonlyMap<string, readonly Bill[]>>();
  #sortedAtRevision = 0;
  /** Grows with every change of a bill, and of a register that a bill may join. */
  revision = 0;

  /** Puts a bill at its place for a promise, or takes it out. Gives the periods whose bills changed. */
  place(promise: string, subject: string, next: Place | null): readonly string[] {
    const places = this.#places.getOrInsertComputed(subject, () => new Map());
    const before = places.get(promise);
    if (before?.period === next?.period && isSameBill(before?.mark, next?.mark)) return [];
    this.revision += 1;
    if (before !== undefined) this.#byPeriod.get(keyOf(promise, before.period))?.delete(subject);
    if (next === null) places.delete(promise);
    else {
      places.set(promise, next);
      this.#byPeriod.getOrInsertComputed(keyOf(promise, next.period), () => new Map()).set(subject, next.mark);
    }
    return [before, next].flatMap((place) => (place ? [place.period] : []));
  }

  data(): BillsData {
    return {
      bills: [...this.#byPeriod].map(([key, bills]) => [key, [...bills]]),
      places: [...this.#places].map(([subject, places]) => [subject, [...places].map(([promise, { period }]) => [promise, period])]),
      revision: this.revision,
    };
  }

  restore({ bills, places, revision }: BillsData): void {
    for (const [key, ofPeriod] of bills) this.#byPeriod.set(key, new Map(ofPeriod));
    for (const [subject, periods] of places) {
      const markIn = (promise: string, period: string) => this.#byPeriod.get(keyOf(promise, period))?.get(subject) as Mark;
      this.#places.set(subject, new Map(periods.map(([promise, period]) => [promise, { period, mark: markIn(promise, period) }])));
    }
    this.revision = revision;
  }

  /** The period of a subject's bill for a promise; `null` where it is none. */
  periodOf(promise: string, subject: string): string | null {
    return this.#places.get(subject)?.get(promise)?.period ?? null;
  }

  /** The bills of a period by their subjects, in no order. */
  of(promise: string, period: string): ReadonlyMap<string, Mark> {
    return this.#byPeriod.get(keyOf(promise, period)) ?? NONE;
  }

  /** The bills of a period by a key, so that thousands of subjects find theirs; sorted anew when a bill or the register changes. */
  sorted(promise: string, period: string, keyFor: (bill: Bill) => string): ReadonlyMap<string, readonly Bill[]> {
    if (this.#sortedAtRevision !== this.revision) this.#sorted.clear();
    this.#sortedAtRevision = this.revision;
    return this.#sorted.getOrInsertComputed(keyOf(promise, period), () => Map.groupBy(this.of(promise, period), keyFor));
  }
}

/** An item that was put away and read again has marks of its own: what they say is the same. */
function isSameBill(a: Mark | undefined, b: Mark | undefined): boolean {
  return a === b || (a !== undefined && a.place === b?.place && a.id === b.id && a.type === b.type);
}

/** A bill's subject and its event. */
export type Bill = readonly [subject: string, mark: Mark];

const NONE: ReadonlyMap<string, Mark> = new Map();

function keyOf(promise: string, period: string): string {
  return `${promise} ${period}`;
}
