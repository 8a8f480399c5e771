/** Where a task stands among those of one instant: see `orderOf`. */
export type Place = { readonly atMs: number; readonly order: number };

/** An agenda as plain data, by column, in the order of the heap. */
export type AgendaData = { readonly instants: Float64Array; readonly orders: Float64Array; readonly tasks: Int32Array };

/**
 * What is still to be done, earliest first: a binary heap, the same for any order in which its tasks came. It is held by column, because
 * every open obligation has a task in it, and an object for each would take three times the room.
 */
export class Agenda<T> {
  readonly #instants: number[] = [];
  readonly #orders: number[] = [];
  readonly #tasks: T[] = [];
  readonly #isNamedBefore: (a: T, b: T) => boolean;

  /** @param isNamedBefore settles the few that have one order. */
  constructor(isNamedBefore: (a: T, b: T) => boolean) {
    this.#isNamedBefore = isNamedBefore;
  }

  get size(): number {
    return this.#tasks.length;
  }

  get next(): Place | null {
    const [atMs] = this.#instants;
    return atMs === undefined ? null : { atMs, order: this.#orders[0] as number };
  }

  push(task: T, { atMs, order }: Place): void {
    let at = this.#tasks.length;
    this.#put(at, task, { atMs, order });
    for (; at > 0; ) {
      const parent = (at - 1) >> 1;
      if (!this.#isBefore(task, { atMs, order }, parent)) break;
      this.#move(parent, at);
      at = parent;
    }
    this.#put(at, task, { atMs, order });
  }

  /** Takes the earliest one; there must be one. */
  pop(): T {
    const first = this.#tasks[0] as T;
    const place = { atMs: this.#instants.pop() as number, order: this.#orders.pop() as number };
    const last = this.#tasks.pop() as T;
    if (this.#tasks.length > 0) this.#sink(last, place);
    return first;
  }

  data(numberOf: (task: T) => number): AgendaData {
    return {
      instants: Float64Array.from(this.#instants),
      orders: Float64Array.from(this.#orders),
      tasks: Int32Array.from(this.#tasks, numberOf),
    };
  }

  /** Makes an empty one what another one was. */
  restore({ instants, orders, tasks }: AgendaData, taskOf: (number: number) => T): void {
    tasks.forEach((number, at) => {
      this.#put(at, taskOf(number), { atMs: instants[at] as number, order: orders[at] as number });
    });
  }

  #sink(task: T, place: Place): void {
    const size = this.#tasks.length;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= size) break;
      if (child + 1 < size && this.#isBefore(this.#tasks[child + 1] as T, this.#placeOf(child + 1), child)) child += 1;
      if (this.#isBefore(task, place, child)) break;
      this.#move(child, at);
      at = child;
    }
    this.#put(at, task, place);
  }

  #isBefore(task: T, { atMs, order }: Place, other: number): boolean {
    const otherAtMs = this.#instants[other] as number;
    if (atMs !== otherAtMs) return atMs < otherAtMs;
    const otherOrder = this.#orders[other] as number;
    return order === otherOrder ? this.#isNamedBefore(task, this.#tasks[other] as T) : order < otherOrder;
  }

  #placeOf(at: number): Place {
    return { atMs: this.#instants[at] as number, order: this.#orders[at] as number };
  }

  #move(from: number, to: number): void {
    this.#put(to, this.#tasks[from] as T, this.#placeOf(from));
  }

  #put(at: number, task: T, { atMs, order }: Place): void {
    this.#instants[at] = atMs;
    this.#orders[at] = order;
    this.#tasks[at] = task;
  }
}
