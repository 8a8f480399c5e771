/** Something that is to be done at an instant. Those of one instant go by their rank, then by their name. */
export type Task = { readonly atMs: number; readonly rank: number; readonly name: string };

/** What is still to be done, earliest first: a binary heap, the same for any order in which its tasks came. */
export class Agenda<T extends Task> {
  readonly #tasks: T[] = [];

  get size(): number {
    return this.#tasks.length;
  }

  get nextAtMs(): number | null {
    return this.#tasks[0]?.atMs ?? null;
  }

  /** In the order of the heap: pushing them again in it makes the same agenda. */
  values(): readonly T[] {
    return this.#tasks;
  }

  push(task: T): void {
    let at = this.#tasks.length;
    for (; at > 0; ) {
      const parent = (at - 1) >> 1;
      const above = this.#tasks[parent] as T;
      if (!isBefore(task, above)) break;
      this.#tasks[at] = above;
      at = parent;
    }
    this.#tasks[at] = task;
  }

  /** Takes the earliest one if it is not after `untilMs`. */
  popUntil(untilMs: number): T | null {
    const first = this.#tasks[0];
    if (first === undefined || first.atMs > untilMs) return null;
    const last = this.#tasks.pop() as T;
    if (this.#tasks.length > 0) this.#sink(last);
    return first;
  }

  #sink(task: T): void {
    const size = this.#tasks.length;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= size) break;
      if (child + 1 < size && isBefore(this.#tasks[child + 1] as T, this.#tasks[child] as T)) child += 1;
      if (!isBefore(this.#tasks[child] as T, task)) break;
      this.#tasks[at] = this.#tasks[child] as T;
      at = child;
    }
    this.#tasks[at] = task;
  }
}

function isBefore(a: Task, b: Task): boolean {
  if (a.atMs !== b.atMs) return a.atMs < b.atMs;
  return a.rank === b.rank ? a.name < b.name : a.rank < b.rank;
}
