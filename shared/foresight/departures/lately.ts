import { exp } from '../../number/index.ts';

/** More keys than this are not told apart: those that nothing was told of for long make room. */
const KEYS_MAX = 60_000;
/** After so many time constants hardly a hundredth is left. */
const OLD_SPANS = 5;
/** Ages whose remainder is known: events come at whole minutes or seconds, so a few ages come again and again. A prime. */
const AGES_KNOWN = 509;
/** Where the values of a key stand: when it was told of last, and what is left of how many, of their values, and of those that hit. */
const [TOUCHED, COUNT, SUM, HITS] = [0, 1, 2, 3] as const;
const PLACES = [TOUCHED, COUNT, SUM, HITS] as const;
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
  /** Where the values of each key begin. */
  readonly #numbers = new Map<string, number>();
  /** Of each key side by side, see the places below. */
  readonly #values: number[] = [];
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
    const values = this.#values;
    const left = this.#left(at, atMs);
    values[at + TOUCHED] = Math.max(atMs, values[at + TOUCHED] as number);
    values[at + COUNT] = (values[at + COUNT] as number) * left + 1;
    values[at + SUM] = (values[at + SUM] as number) * left + value;
    values[at + HITS] = (values[at + HITS] as number) * left + (isHit ? 1 : 0);
  }

  at(key: string, atMs: number): Rates {
    const at = this.#numbers.get(key);
    if (at === undefined) return this.#unknown;
    const left = this.#left(at, atMs);
    const values = this.#values;
    const count = (values[at + COUNT] as number) * left;
    const { mean, share } = this.#assumed;
    return {
      count,
      mean: ((values[at + SUM] as number) * left + mean) / (count + 1),
      share: ((values[at + HITS] as number) * left + share) / (count + 1),
    };
  }

  data(): LatelyData {
    const keys = [...this.#numbers.keys()];
    const columns = PLACES.map((place) => Float64Array.from(keys, (_, number) => this.#values[number * PLACES.length + place] as number));
    return { keys, columns };
  }

  restore({ keys, columns }: LatelyData): void {
    keys.forEach((key, number) => {
      this.#numbers.set(key, number * PLACES.length);
      for (const place of PLACES) this.#values.push(columns[place]?.[number] ?? 0);
    });
  }

  #left(at: number, atMs: number): number {
    const ageMs = atMs - (this.#values[at + TOUCHED] as number);
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
    const at = this.#values.length;
    this.#numbers.set(key, at);
    this.#values.push(atMs, 0, 0, 0);
    return at;
  }

  #forgetOld(atMs: number): void {
    const kept = [...this.#numbers].filter(([, at]) => atMs - (this.#values[at + TOUCHED] as number) < OLD_SPANS * this.#spanMs);
    const columns = PLACES.map((place) => Float64Array.from(kept, ([, at]) => this.#values[at + place] as number));
    this.#numbers.clear();
    this.#values.length = 0;
    this.restore({ keys: kept.map(([key]) => key), columns });
  }
}
