import { add, compare, type Rational, rational, toNumber, ZERO } from '../number/index.ts';

/** A value with how often it came in one stretch of the window; `near` is the nearest double. */
export type Valued = { readonly value: Rational; readonly near: number; readonly bin: number; times: number };

/** A multiset as plain data, by column. */
export type ValuesData = {
  readonly tops: readonly bigint[];
  readonly bottoms: readonly bigint[];
  readonly bins: Int32Array;
  readonly times: Float64Array;
};

type Sized = Pick<Valued, 'value' | 'near'>;

/** Doubles that differ by less than this share of themselves are compared as fractions. */
const NEAR = 1e-9;

/**
 * The values of one line in some stretch of time, as a multiset that can be put in, taken out and added up. What comes in any
 * order, or is taken out again, leaves the same.
 */
export class Values {
  /** By value and bin. */
  readonly entries = new Map<string, Valued>();
  /** Those that were there when somebody asked last, and what has come since: most questions come after a few changes. */
  #sorted: readonly Valued[] = [];
  #fresh: Valued[] = [];
  #hasGone = false;
  #count = 0;
  /** By denominator, so that putting one in needs no common one. */
  readonly #sums = new Map<bigint, bigint>();

  /** How many values there are. */
  get count(): number {
    return this.#count;
  }

  get sum(): Rational {
    return [...this.#sums].reduce((sum, [d, n]) => add(sum, rational(n, d)), ZERO);
  }

  data(): ValuesData {
    const entries = [...this.entries.values()];
    return {
      tops: entries.map(({ value }) => value.n),
      bottoms: entries.map(({ value }) => value.d),
      bins: Int32Array.from(entries, ({ bin }) => bin),
      times: Float64Array.from(entries, ({ times }) => times),
    };
  }

  static from({ tops, bottoms, bins, times }: ValuesData): Values {
    const values = new Values();
    tops.forEach((n, at) => {
      const value = { n, d: bottoms[at] as bigint };
      values.#change({ value, near: toNumber(value), bin: bins[at] as number }, times[at] as number);
    });
    return values;
  }

  /** Puts a value in (`sign` 1) or takes it out (−1). @param bin of the window's curve, see `binOf`. */
  put(value: Rational, bin: number, sign: 1 | -1): void {
    this.#change({ value, near: toNumber(value), bin }, sign);
  }

  /** Adds all of another multiset, or takes them out. @param bin puts them all into this one. */
  add(values: Values, sign: 1 | -1, bin?: number): void {
    for (const entry of values.entries.values()) this.#change(bin === undefined ? entry : { ...entry, bin }, sign * entry.times);
  }

  /** All of them, the smallest first. */
  get sorted(): readonly Valued[] {
    if (this.#fresh.length === 0 && !this.#hasGone) return this.#sorted;
    // One run that is sorted and a few beside it are sorted fast.
    const all = [...this.#sorted, ...this.#fresh];
    this.#sorted = (this.#hasGone ? all.filter(({ times }) => times !== 0) : all).sort(bySize);
    this.#fresh = [];
    this.#hasGone = false;
    return this.#sorted;
  }

  /** The nth smallest, from 1; `null` where there are fewer. */
  nthSmallest(nth: number): Rational | null {
    let left = nth;
    for (const { value, times } of this.sorted) {
      left -= times;
      if (left <= 0) return value;
    }
    return null;
  }

  /** How many are less than a bound, and how many are at most that. */
  countsUpTo(bound: Rational): { readonly below: number; readonly upTo: number } {
    const edge = { value: bound, near: toNumber(bound) };
    let [below, upTo] = [0, 0];
    for (const entry of this.sorted) {
      const difference = bySize(entry, edge);
      if (difference > 0) break;
      if (difference < 0) below += entry.times;
      upTo += entry.times;
    }
    return { below, upTo };
  }

  #change({ value, near, bin }: Omit<Valued, 'times'>, times: number): void {
    const key = `${bin} ${value.n}/${value.d}`;
    const known = this.entries.get(key);
    if (known === undefined) {
      const entry = { value, near, bin, times };
      this.entries.set(key, entry);
      this.#fresh.push(entry);
    } else known.times += times;
    if (known?.times === 0) {
      this.entries.delete(key);
      this.#hasGone = true;
    }
    this.#count += times;
    const sum = (this.#sums.get(value.d) ?? 0n) + value.n * BigInt(times);
    if (sum === 0n) this.#sums.delete(value.d);
    else this.#sums.set(value.d, sum);
  }
}

function bySize(a: Sized, b: Sized): number {
  const difference = a.near - b.near;
  const isFar = Math.abs(difference) > NEAR * Math.max(Math.abs(a.near), Math.abs(b.near));
  return isFar ? difference : compare(a.value, b.value);
}
