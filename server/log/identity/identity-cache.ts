import { IdentityRun } from './identity-run.ts';
import { IdentitySet } from './identity-set.ts';

/** Identities of one batch in one (source, day), as stored: three words each, hash low, hash high, index in the batch. */
export type StoredKeys = { readonly firstPlace: number; readonly keys: Uint32Array };

type Bounds = {
  /** Slots in memory over all sets: 288 MiB, room for ten million identities and more. */
  readonly slotsMax: number;
  /** Slots of one set in memory, 96 MiB: before it grows beyond, it is put away, which takes a fifth of a second. */
  readonly setSlotsMax: number;
  /** Slots that were put away, a byte of memory and twelve on disk each: a hundred million identities and more. */
  readonly awaySlotsMax: number;
};

const BOUNDS: Bounds = { slotsMax: 24 << 20, setSlotsMax: 8 << 20, awaySlotsMax: 192 << 20 };
/** Sets at once: scattered days make many small sets, whose own objects then weigh more than their slots. */
const SETS_MAX = 16_384;
/** A smaller set is sooner read again than put away. */
const AWAY_SLOTS_MIN = 1 << 18;

/** Sets of identities by (source, UTC day), rebuilt on first touch; of too many, the least recently used are put away or dropped first. */
export class IdentityCache {
  /** In order of last use. */
  readonly #sets = new Map<string, IdentitySet>();
  readonly #load: (source: string, day: number) => Iterable<StoredKeys>;
  readonly #awayFile: string | null;
  readonly #bounds: Bounds;

  /** @param awayFile name of a file that may be made for what does not fit in memory; `null` for none: then all of a set that is used is in memory. */
  constructor(load: (source: string, day: number) => Iterable<StoredKeys>, awayFile: string | null = null, bounds: Partial<Bounds> = {}) {
    this.#load = load;
    this.#awayFile = awayFile;
    this.#bounds = { ...BOUNDS, ...bounds };
  }

  get sets(): number {
    return this.#sets.size;
  }

  setOf(source: string, day: number): IdentitySet {
    const name = nameOf(source, day);
    let set = this.#sets.get(name);
    if (set === undefined) {
      set = new IdentitySet();
      for (const { firstPlace, keys } of this.#load(source, day)) {
        for (let at = 0; at + 2 < keys.length; at += 3) set.add(keys[at] ?? 0, keys[at + 1] ?? 0, firstPlace + (keys[at + 2] ?? 0));
        this.#putAwayIfFull(set);
      }
    }
    this.#sets.delete(name);
    this.#sets.set(name, set);
    return set;
  }

  /** Drops a set whose last additions were not kept; the next touch rebuilds it. */
  forget(source: string, day: number): void {
    this.#drop(nameOf(source, day));
  }

  /** Called between commits, so that no set goes while a commit holds it. */
  trim(): void {
    let [slots, away] = [0, 0];
    for (const set of this.#sets.values()) {
      this.#putAwayIfFull(set);
      slots += set.slots;
      away += set.slotsAway;
    }
    const { slotsMax, awaySlotsMax } = this.#bounds;
    for (const [name, set] of this.#sets) {
      if (slots <= slotsMax && away <= awaySlotsMax && this.#sets.size <= SETS_MAX) return;
      const before = set.slots;
      if (this.#sets.size <= SETS_MAX && away <= awaySlotsMax && before >= AWAY_SLOTS_MIN && this.#putAway(set)) away += before;
      else if (this.#sets.size === 1) return;
      else {
        away -= set.slotsAway;
        this.#drop(name);
      }
      slots -= before;
    }
  }

  close(): void {
    for (const name of [...this.#sets.keys()]) this.#drop(name);
  }

  #drop(name: string): void {
    this.#sets.get(name)?.close();
    this.#sets.delete(name);
  }

  #putAwayIfFull(set: IdentitySet): void {
    // One commit does not add as many as would still fit.
    if (set.slots >= this.#bounds.setSlotsMax && set.size > 0.7 * set.slots) this.#putAway(set);
  }

  /** Whether the disk took it; where it does not, the set stays in memory. */
  #putAway(set: IdentitySet): boolean {
    const name = this.#awayFile;
    if (name === null) return false;
    try {
      set.putAway((words) => new IdentityRun(name, words));
      return true;
    } catch {
      return false;
    }
  }
}

function nameOf(source: string, day: number): string {
  return `${day} ${source}`;
}
