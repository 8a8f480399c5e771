const SECOND_MS = 1_000;
/** So many keys are remembered; beyond that the one that was asked about longest ago is forgotten. */
const KEYS_MAX = 10_000;

export type ThrottleOptions = {
  /** Tries that are free after a quiet while. */
  readonly burst: number;
  /** How long until there is one more. */
  readonly everyMs: number;
};

type Bucket = { tries: number; atMs: number };

/** Lets so many tries through for each key, and then one every so often. Keys are kept whether or not they name anybody. */
export class Throttle {
  readonly #options: ThrottleOptions;
  readonly #buckets = new Map<string, Bucket>();

  constructor(options: ThrottleOptions) {
    this.#options = options;
  }

  /** Takes a try. Zero where there was one, else after how many ms there will be. */
  take(key: string, nowAtMs: number): number {
    const bucket = this.#filled(key, nowAtMs);
    if (bucket.tries < 1) return Math.max(SECOND_MS, Math.ceil((1 - bucket.tries) * this.#options.everyMs));
    bucket.tries -= 1;
    return 0;
  }

  /** It was the right one: those before are forgiven. */
  forgive(key: string): void {
    this.#buckets.delete(key);
  }

  #filled(key: string, nowAtMs: number): Bucket {
    const { burst, everyMs } = this.#options;
    const known = this.#buckets.get(key) ?? { tries: burst, atMs: nowAtMs };
    known.tries = Math.min(burst, known.tries + Math.max(0, nowAtMs - known.atMs) / everyMs);
    known.atMs = nowAtMs;
    this.#buckets.delete(key); // A map goes by when a key was put in: the oldest stands first.
    this.#buckets.set(key, known);
    if (this.#buckets.size > KEYS_MAX) for (const oldest of this.#buckets.keys()) return this.#without(oldest, known);
    return known;
  }

  #without(key: string, known: Bucket): Bucket {
    this.#buckets.delete(key);
    return known;
  }
}
