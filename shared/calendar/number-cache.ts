/**
 * Remembers what was computed for whole numbers, at most `size` of them, a power of two. Numbers that lie a multiple of `size` apart
 * share a place, which the one asked for last holds.
 */
export class NumberCache<T> {
  readonly #mask: number;
  readonly #compute: (key: number) => T;
  readonly #places: ({ readonly key: number; readonly value: T } | undefined)[] = [];

  constructor(size: number, compute: (key: number) => T) {
    this.#mask = size - 1;
    this.#compute = compute;
  }

  get(key: number): T {
    const place = key & this.#mask;
    const known = this.#places[place];
    if (known?.key === key) return known.value;
    const value = this.#compute(key);
    this.#places[place] = { key, value };
    return value;
  }
}
