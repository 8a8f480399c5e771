import { assert } from '../../../shared/error/index.ts';
import type { IdentityRun } from './identity-run.ts';
import { hasHash, isFree, middleOf, PLACE_MAX, placeIn, SLOT_WORDS } from './identity-slot.ts';

const CAPACITY_MIN = 16;
/** Slots of the runs are numbered behind those of the table: run by run, each with so many. */
const RUN_SLOTS = 2 ** 32;

/**
 * The identities of one (source, UTC day): 56 bits of the hash, and the place. Open addressing in one typed array, 12 bytes a slot and
 * at most three quarters full, and behind it what was put away. Several identities may share a hash.
 */
export class IdentitySet {
  #words = new Uint32Array(CAPACITY_MIN * SLOT_WORDS);
  #mask = CAPACITY_MIN - 1;
  #size = 0;
  /** What was put away, the earliest first. */
  readonly #runs: IdentityRun[] = [];
  /** Nobody needs it; what is read must go somewhere, or it is not read. */
  #fetched = 0;

  /** Room taken in memory, in slots. */
  get slots(): number {
    return this.#mask + 1;
  }

  /** Identities in memory. */
  get size(): number {
    return this.#size;
  }

  /** Slots that were put away. */
  get slotsAway(): number {
    return this.#runs.reduce((sum, { slots }) => sum + slots, 0);
  }

  add(low: number, high: number, place: number): void {
    assert(place > 0 && place <= PLACE_MAX, `place ${place} is out of bounds`);
    if (isTooFull(this.#size + 1, this.slots)) this.#grow();
    this.#put(low, middleOf(high, place), place);
    this.#size += 1;
  }

  /** Reads where a search for this hash begins, so that it is in the processor's cache when the search comes. */
  fetch(low: number): void {
    this.#fetched ^= this.#words[(low & this.#mask) * SLOT_WORDS] ?? 0;
    for (const run of this.#runs) run.fetch(low);
  }

  /** The slot of the first identity with this hash, or -1. */
  first(low: number, high: number): number {
    const slot = this.#from(low & this.#mask, low, high);
    return slot === -1 ? this.#inRuns(0, low, high) : slot;
  }

  /** The slot of the next identity with the hash after `slot`, or -1. */
  next(slot: number, low: number, high: number): number {
    if (slot >= RUN_SLOTS) {
      const at = runOf(slot);
      const found = this.#run(at).next(slot % RUN_SLOTS, low, high);
      return found === -1 ? this.#inRuns(at + 1, low, high) : numbered(at, found);
    }
    const found = this.#from((slot + 1) & this.#mask, low, high);
    return found === -1 ? this.#inRuns(0, low, high) : found;
  }

  placeAt(slot: number): number {
    return slot >= RUN_SLOTS ? this.#run(runOf(slot)).placeAt(slot % RUN_SLOTS) : placeIn(this.#words, slot * SLOT_WORDS);
  }

  /** Puts away what is in memory. @throws Error of the disk: then all stays where it is. */
  putAway(toRun: (words: Uint32Array) => IdentityRun): void {
    this.#runs.push(toRun(this.#words));
    this.#words = new Uint32Array(CAPACITY_MIN * SLOT_WORDS);
    this.#mask = CAPACITY_MIN - 1;
    this.#size = 0;
  }

  close(): void {
    for (const run of this.#runs.splice(0)) run.close();
  }

  #run(at: number): IdentityRun {
    const run = this.#runs[at];
    assert(run !== undefined, 'a slot is one of those that were found');
    return run;
  }

  #inRuns(from: number, low: number, high: number): number {
    for (let at = from; at < this.#runs.length; at += 1) {
      const slot = this.#run(at).first(low, high);
      if (slot !== -1) return numbered(at, slot);
    }
    return -1;
  }

  #from(start: number, low: number, high: number): number {
    const words = this.#words;
    for (let slot = start; ; slot = (slot + 1) & this.#mask) {
      const at = slot * SLOT_WORDS;
      const isEnd = isFree(words, at);
      if (isEnd || hasHash(words, at, low, high)) return isEnd ? -1 : slot;
    }
  }

  #put(low: number, middle: number, placeLow: number): void {
    const words = this.#words;
    let at = (low & this.#mask) * SLOT_WORDS;
    while (!isFree(words, at)) at = at === this.#mask * SLOT_WORDS ? 0 : at + SLOT_WORDS;
    words[at] = low;
    words[at + 1] = middle;
    words[at + 2] = placeLow;
  }

  #grow(): void {
    const old = this.#words;
    this.#words = new Uint32Array(old.length * 2);
    this.#mask = this.#mask * 2 + 1;
    for (let at = 0; at < old.length; at += SLOT_WORDS) {
      if (!isFree(old, at)) this.#put(old[at] ?? 0, old[at + 1] ?? 0, old[at + 2] ?? 0);
    }
  }
}

function numbered(run: number, slot: number): number {
  return (run + 1) * RUN_SLOTS + slot;
}

function runOf(slot: number): number {
  return Math.floor(slot / RUN_SLOTS) - 1;
}

function isTooFull(size: number, capacity: number): boolean {
  return size * 4 > capacity * 3;
}
