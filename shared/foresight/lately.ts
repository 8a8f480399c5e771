import { exp } from '../number/index.ts';

/** More keys than this are not told apart: those that nothing was told of for long make room. */
const KEYS_MAX = 60_000;
/** After so many time constants hardly a hundredth is left. */
const OLD_SPANS = 5;
/** Ages whose remainder is known: events come at whole minutes or seconds, so a few ages come again and again. A prime. */
const AGES_KNOWN = 509;
/** What is assumed of a key of which nothing is known, worth one case. */
export type Assumed = { readonly mean: number; readonly share: number };

/** How many lately, each by what is left of it, and the mean and share of them. */
export type Rates = Assumed & { readonly count: number };

export type LatelyData = { readonly keys: readonly string[]; readonly columns: readonly Float64Array[] };

/**
 * What went on lately, by key: how many, how late they were on average, and the share of them to which something happened. What is
 * older than the span weighs a third, what is twice as old a ninth, and so on.
 */
export class Lately {
  readonly #spanMs: number;
  readonly #assumed: Assumed;
  readonly #unknown: Rates;
  readonly #numbers = new Map<string, number>();
  readonly #touchedAtMs: number[] = [];
  readonly #count: number[] = [];
  readonly #sum: number[] = [];
  readonly #hits: number[] = [];
  /** Ages, each in a place of its own, and what is left after them: an exponential is dear. */
  readonly #ages = new Float64Array(AGES_KNOWN);
  readonly #leftAfter = new Float64Array(AGES_KNOWN);

  constructor(spanMs: number, assumed: Assumed) {
    this.#spanMs = spanMs;
    this.#assumed = assumed;
    this.#unknown = { ...assumed, count: 0 };
  }

  add(key: string, atMs: number, value: number, isHit: boolean): void {
    const at = this.#numbers.get(key) ?? this.#numbered(key, atMs);
    if (at === null) return;
    const left = this.#left(at, atMs);
    this.#touchedAtMs[at] = Math.max(atMs, this.#touchedAtMs[at] as number);
    this.#count[at] = (this.#count[at] as number) * left + 1;
    this.#sum[at] = (this.#sum[at] as number) * left + value;
    this.#hits[at] = (this.#hits[at] as number) * left + (isHit ? 1 : 0);
  }

  at(key: string, atMs: number): Rates {
    const at = this.#numbers.get(key);
    if (at === undefined) return this.#unknown;
    const left = this.#left(at, atMs);
    const count = (this.#count[at] as number) * left;
    const { mean, share } = this.#assumed;
    return {
      count,
      mean: ((this.#sum[at] as number) * left + mean) / (count + 1),
      share: ((this.#hits[at] as number) * left + share) / (count + 1),
    };
  }

  data(): LatelyData {
    return { keys: [...this.#numbers.keys()], columns: this.#columns.map((column) => Float64Array.from(column)) };
  }

  restore({ keys, columns }: LatelyData): void {
    keys.forEach((key, at) => {
      this.#numbers.set(key, at);
    });
    this.#columns.forEach((column, at) => {
      for (const value of columns[at] ?? []) column.push(value);
    });
  }

  get #columns(): readonly number[][] {
    return [this.#touchedAtMs, this.#count, this.#sum, this.#hits];
  }

  #left(at: number, atMs: number): number {
    const ageMs = atMs - (this.#touchedAtMs[at] as number);
    if (ageMs <= 0) return 1;
    const known = Math.floor(ageMs) % AGES_KNOWN;
    if (this.#ages[known] !== ageMs) {
      this.#ages[known] = ageMs;
      this.#leftAfter[known] = exp(-ageMs / this.#spanMs);
    }
    return this.#leftAfter[known] as number;
  }

  #numbered(key: string, atMs: number): number | null {
    if (this.#numbers.size >= KEYS_MAX) this.#forgetOld(atMs);
    if (this.#numbers.size >= KEYS_MAX) return null;
    const at = this.#numbers.size;
    this.#numbers.set(key, at);
    this.#touchedAtMs[at] = atMs;
    for (const column of [this.#count, this.#sum, this.#hits]) column[at] = 0;
    return at;
  }

  #forgetOld(atMs: number): void {
    const kept = [...this.#numbers].filter(([, at]) => atMs - (this.#touchedAtMs[at] as number) < OLD_SPANS * this.#spanMs);
    const columns = this.#columns.map((column) => kept.map(([, at]) => column[at] as number));
    this.#numbers.clear();
    for (const column of this.#columns) column.length = 0;
    this.restore({ keys: kept.map(([key]) => key), columns: columns.map((column) => Float64Array.from(column)) });
  }
}
