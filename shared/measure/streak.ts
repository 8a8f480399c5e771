/** How long a line has gone without a counted event, and the longest that it ever has. */
export type StreakNow = { readonly sinceAtMs: number; readonly streakMs: number; readonly recordMs: number };

/** A streak as plain data. */
export type StreakData = { readonly counted: Float64Array; readonly others: Float64Array };

type Longest = { readonly startAtMs: number; readonly upTo: number; readonly ms: number };

/** The instants of one line's counted events, and of whatever else shows that it was in service (AVL-3). */
export class Streak {
  /** Sorted; two events of one instant are two. */
  readonly #counted: number[] = [];
  readonly #others: number[] = [];
  /** The longest stretch between events that are over. */
  #longest: Longest | null = null;

  /** Puts an instant in (`sign` 1) or takes it out again (−1). */
  put(atMs: number, { isCounted }: { readonly isCounted: boolean }, sign: 1 | -1): void {
    const list = isCounted ? this.#counted : this.#others;
    const at = upTo(list, atMs);
    if (isCounted && this.#longest !== null && (at < this.#longest.upTo || sign === -1)) this.#longest = null;
    if (sign === 1) list.splice(at, 0, atMs);
    else if (list[at - 1] === atMs) list.splice(at - 1, 1);
  }

  data(): StreakData {
    return { counted: Float64Array.from(this.#counted), others: Float64Array.from(this.#others) };
  }

  /** Makes an empty one what another one was. */
  restore({ counted, others }: StreakData): void {
    for (const atMs of counted) this.#counted.push(atMs);
    for (const atMs of others) this.#others.push(atMs);
  }

  /** The first sign of service, `null` before any. */
  get startAtMs(): number | null {
    const first = Math.min(this.#counted[0] ?? Number.POSITIVE_INFINITY, this.#others[0] ?? Number.POSITIVE_INFINITY);
    return first === Number.POSITIVE_INFINITY ? null : first;
  }

  /** The instant of the nth counted event from an instant on, from 1; `null` when there are fewer. */
  nthFrom(fromAtMs: number, nth: number): number | null {
    return this.#counted[upTo(this.#counted, fromAtMs - 1) + nth - 1] ?? null;
  }

  /** The streak that runs at an instant; `null` before service begins. */
  at(nowAtMs: number): StreakNow | null {
    const { startAtMs } = this;
    if (startAtMs === null || startAtMs > nowAtMs) return null;
    const past = upTo(this.#counted, nowAtMs);
    const sinceAtMs = this.#counted[past - 1] ?? startAtMs;
    const streakMs = nowAtMs - sinceAtMs;
    return { sinceAtMs, streakMs, recordMs: Math.max(streakMs, this.#longestUpTo(startAtMs, past)) };
  }

  /** The longest of the streaks that the first `past` events ended. What is known already is only gone on with. */
  #longestUpTo(startAtMs: number, past: number): number {
    const known = this.#longest !== null && this.#longest.startAtMs === startAtMs && this.#longest.upTo <= past ? this.#longest : null;
    let ms = known?.ms ?? 0;
    for (let at = known?.upTo ?? 0; at < past; at += 1)
      ms = Math.max(ms, (this.#counted[at] as number) - (this.#counted[at - 1] ?? startAtMs));
    this.#longest = { startAtMs, upTo: past, ms };
    return ms;
  }
}

/** How many instants of a sorted list are not after one. */
function upTo(sorted: readonly number[], atMs: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] as number) <= atMs) low = middle + 1;
    else high = middle;
  }
  return low;
}
