import { addCounts, type Counts, type CountsData, countsFrom, dataOfCounts, holdsAny, noCounts } from './counts.ts';
import { binOf, emptyTally, TALLY_BINS, type Tally } from './tally.ts';
import { Values, type ValuesData } from './values.ts';
import type { Window } from './window.ts';

const MINUTE_MS = 60_000;

/** Counts by the minute as plain data. */
export type RollingData = {
  readonly buckets: readonly (readonly [atMs: number, counts: CountsData])[];
  readonly keptFromAtMs: number;
  readonly tally: (Omit<Tally, 'values'> & { readonly values: ValuesData | null }) | null;
  readonly held: number;
};

/**
 * The counts of a line by the minute, and their sum over the window that rolls (WIN-5). A bucket is dropped when no window can
 * hold it any more.
 */
export class RollingCounts {
  /** The longest window that this line is ever judged over. */
  readonly #longestMs: number;
  /** By the instant at which the minute begins. */
  readonly #buckets = new Map<number, Counts>();
  /** Minutes before it are dropped. */
  #keptFromAtMs = Number.NEGATIVE_INFINITY;
  #tally: Tally | null = null;
  #held = 0;

  constructor(longestMs: number) {
    this.#longestMs = longestMs;
  }

  /** What stands in the window that it was moved to last. */
  get tally(): Tally | null {
    return this.#tally;
  }

  /** Whether anything was ever put in and stayed, in the window or out of it. */
  get holdsAny(): boolean {
    return this.#held > 0;
  }

  /** Puts counts into their minute (`sign` 1) or takes them out again (−1). Gives whether the window's sum changed. */
  put(atMs: number, counts: Counts, sign: 1 | -1): boolean {
    this.#held += sign;
    const minuteAtMs = Math.floor(atMs / MINUTE_MS) * MINUTE_MS;
    if (minuteAtMs < this.#keptFromAtMs) return false;
    const bucket = this.#buckets.getOrInsertComputed(minuteAtMs, noCounts);
    addCounts(bucket, counts, sign);
    if (!holdsAny(bucket) && bucket.owedMinor === 0) this.#buckets.delete(minuteAtMs);
    if (this.#tally === null || minuteAtMs < this.#tally.fromAtMs || minuteAtMs >= this.#tally.toAtMs) return false;
    addCounts(this.#tally, counts, sign);
    return true;
  }

  /** Moves the window on; its bounds are whole minutes. */
  moveTo(window: Window): Tally {
    const before = this.#tally;
    const stepMs = before === null ? 0 : window.toAtMs - before.toAtMs;
    const isSlide = before !== null && window.fromAtMs - before.fromAtMs === stepMs && stepMs / MINUTE_MS < this.#buckets.size;
    this.#tally = isSlide ? { ...before, ...window } : { ...EMPTY, ...window };
    if (isSlide) {
      this.#addMinutes(this.#tally, before.toAtMs, window.toAtMs, 1);
      this.#addMinutes(this.#tally, before.fromAtMs, window.fromAtMs, -1);
    } else {
      for (const [atMs, bucket] of this.#buckets) if (atMs >= window.fromAtMs && atMs < window.toAtMs) addCounts(this.#tally, bucket, 1);
    }
    this.#drop(window.toAtMs - this.#longestMs);
    return this.#tally;
  }

  /** The window's counts with those of its stretches, for a curve. */
  binned(): Tally | null {
    if (this.#tally === null) return null;
    const tally: Tally = { ...this.#tally, keptBins: new Int32Array(TALLY_BINS), brokenBins: new Int32Array(TALLY_BINS) };
    tally.values = null; // In stretches, which the sum does not know.
    for (const [atMs, { kept, broken, values }] of this.#buckets) {
      if (atMs < tally.fromAtMs || atMs >= tally.toAtMs) continue;
      const bin = binOf(tally, atMs);
      tally.keptBins[bin] = (tally.keptBins[bin] ?? 0) + kept;
      tally.brokenBins[bin] = (tally.brokenBins[bin] ?? 0) + broken;
      if (values !== null) {
        tally.values ??= new Values();
        tally.values.add(values, 1, bin);
      }
    }
    return tally;
  }

  data(): RollingData {
    return {
      buckets: [...this.#buckets].map(([atMs, counts]) => [atMs, dataOfCounts(counts)]),
      keptFromAtMs: this.#keptFromAtMs,
      tally: this.#tally === null ? null : { ...this.#tally, values: this.#tally.values?.data() ?? null },
      held: this.#held,
    };
  }

  /** Makes an empty one what another one was. */
  restore({ buckets, keptFromAtMs, tally, held }: RollingData): void {
    for (const [atMs, counts] of buckets) this.#buckets.set(atMs, countsFrom(counts));
    this.#keptFromAtMs = keptFromAtMs;
    this.#tally = tally === null ? null : { ...tally, values: tally.values === null ? null : Values.from(tally.values) };
    this.#held = held;
  }

  #addMinutes(to: Tally, fromAtMs: number, untilAtMs: number, sign: 1 | -1): void {
    for (let atMs = fromAtMs; atMs < untilAtMs; atMs += MINUTE_MS) {
      const bucket = this.#buckets.get(atMs);
      if (bucket !== undefined) addCounts(to, bucket, sign);
    }
  }

  #drop(keptFromAtMs: number): void {
    const stepMs = keptFromAtMs - this.#keptFromAtMs;
    if (stepMs <= 0) return;
    if (stepMs / MINUTE_MS < this.#buckets.size) {
      for (let atMs = this.#keptFromAtMs; atMs < keptFromAtMs; atMs += MINUTE_MS) this.#buckets.delete(atMs);
    } else {
      for (const atMs of this.#buckets.keys()) if (atMs < keptFromAtMs) this.#buckets.delete(atMs);
    }
    this.#keptFromAtMs = keptFromAtMs;
  }
}

/** A window that rolls has no bins and no days of its own, and is made anew each minute. */
const EMPTY = emptyTally({ fromAtMs: 0, toAtMs: 1 }, false);
