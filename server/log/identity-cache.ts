import { IdentitySet } from './identity-set.ts';

/** Identities of one batch in one (source, day), as stored: three words each, hash low, hash high, index in the batch. */
export type StoredKeys = { readonly firstPlace: number; readonly keys: Uint32Array };

/** Slots over all sets: 288 MiB, room for ten million identities and more. A single set may be larger, since its day cannot be judged without it. */
const SLOTS_MAX = 24 * 1024 * 1024;
/** Sets at once: scattered days make many small sets, whose own objects then weigh more than their slots. */
const SETS_MAX = 16_384;

/** Sets of identities by (source, UTC day), rebuilt on first touch, the least recently used dropped first. */
export class IdentityCache {
  /** In order of last use. */
  readonly #sets = new Map<string, IdentitySet>();
  readonly #load: (source: string, day: number) => Iterable<StoredKeys>;
  readonly #slotsMax: number;

  constructor(load: (source: string, day: number) => Iterable<StoredKeys>, slotsMax = SLOTS_MAX) {
    this.#load = load;
    this.#slotsMax = slotsMax;
  }

  get sets(): number {
    return this.#sets.size;
  }

  setOf(source: string, day: number): IdentitySet {
    const name = nameOf(source, day);
    let set = this.#sets.get(name);
    if (set === undefined) {
      const stored = [...this.#load(source, day)];
      set = new IdentitySet(stored.reduce((count, { keys }) => count + keys.length / 3, 0));
      for (const { firstPlace, keys } of stored) {
        for (let at = 0; at + 2 < keys.length; at += 3) set.add(keys[at] ?? 0, keys[at + 1] ?? 0, firstPlace + (keys[at + 2] ?? 0));
      }
    }
    this.#sets.delete(name);
    this.#sets.set(name, set);
    return set;
  }

  /** Drops a set whose last additions were not kept; the next touch rebuilds it. */
  forget(source: string, day: number): void {
    this.#sets.delete(nameOf(source, day));
  }

  /** Called between commits, so that no set goes while a commit holds it. */
  trim(): void {
    let slots = 0;
    for (const set of this.#sets.values()) slots += set.slots;
    for (const [name, set] of this.#sets) {
      if (this.#sets.size === 1 || (slots <= this.#slotsMax && this.#sets.size <= SETS_MAX)) return;
      this.#sets.delete(name);
      slots -= set.slots;
    }
  }
}

function nameOf(source: string, day: number): string {
  return `${day} ${source}`;
}
