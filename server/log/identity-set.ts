import { assert } from '../../shared/error/index.ts';

const CAPACITY_MIN = 16;
/** Words of a slot: hash low; place high (8 bits) over hash high (24 bits); place low. They lie together, so that a look costs one line of the cache. */
const SLOT_WORDS = 3;
const HASH_BITS = 0x00ff_ffff;
const PLACE_HIGH_SHIFT = 24;
const WORD = 2 ** 32;
const PLACE_MAX = 2 ** 40 - 1;

/**
 * The identities of one (source, UTC day): 56 bits of the hash, and the place. Open addressing in one typed array, 12 bytes a slot and
 * at most three quarters full. Several identities may share a hash.
 */
export class IdentitySet {
  /** A slot without a place is free: places start at 1. */
  #words: Uint32Array;
  #mask: number;
  #size = 0;
  /** Nobody needs it; what is read must go somewhere, or it is not read. */
  #fetched = 0;

  /** @param expected how many identities will be added at least, so that the set need not grow under them. */
  constructor(expected = 0) {
    let capacity = CAPACITY_MIN;
    while (isTooFull(expected, capacity)) capacity *= 2;
    this.#words = new Uint32Array(capacity * SLOT_WORDS);
    this.#mask = capacity - 1;
  }

  /** Room taken, in slots. */
  get slots(): number {
    return this.#mask + 1;
  }

  add(low: number, high: number, place: number): void {
    assert(place > 0 && place <= PLACE_MAX, `place ${place} is out of bounds`);
    if (isTooFull(this.#size + 1, this.slots)) this.#grow();
    this.#put(low, (Math.floor(place / WORD) << PLACE_HIGH_SHIFT) | (high & HASH_BITS), place);
    this.#size += 1;
  }

  /** Reads where a search for this hash begins, so that it is in the processor's cache when the search comes. */
  fetch(low: number): void {
    this.#fetched ^= this.#words[(low & this.#mask) * SLOT_WORDS] ?? 0;
  }

  /** The slot of the first identity with this hash, or -1. */
  first(low: number, high: number): number {
    return this.#from(low & this.#mask, low, high);
  }

  /** The slot of the next identity with the hash after `slot`, or -1. */
  next(slot: number, low: number, high: number): number {
    return this.#from((slot + 1) & this.#mask, low, high);
  }

  placeAt(slot: number): number {
    const at = slot * SLOT_WORDS;
    return ((this.#words[at + 1] ?? 0) >>> PLACE_HIGH_SHIFT) * WORD + (this.#words[at + 2] ?? 0);
  }

  #from(start: number, low: number, high: number): number {
    const words = this.#words;
    const wanted = high & HASH_BITS;
    for (let slot = start; ; slot = (slot + 1) & this.#mask) {
      const at = slot * SLOT_WORDS;
      const middle = words[at + 1] ?? 0;
      if (words[at] === low && (middle & HASH_BITS) === wanted && ((words[at + 2] ?? 0) !== 0 || middle >>> PLACE_HIGH_SHIFT !== 0))
        return slot;
      if (words[at + 2] === 0 && middle >>> PLACE_HIGH_SHIFT === 0) return -1;
    }
  }

  #put(low: number, middle: number, placeLow: number): void {
    const words = this.#words;
    let at = (low & this.#mask) * SLOT_WORDS;
    while (words[at + 2] !== 0 || (words[at + 1] ?? 0) >>> PLACE_HIGH_SHIFT !== 0)
      at = at === this.#mask * SLOT_WORDS ? 0 : at + SLOT_WORDS;
    words[at] = low;
    words[at + 1] = middle;
    words[at + 2] = placeLow;
  }

  #grow(): void {
    const old = this.#words;
    this.#words = new Uint32Array(old.length * 2);
    this.#mask = this.#mask * 2 + 1;
    for (let at = 0; at < old.length; at += SLOT_WORDS) {
      const middle = old[at + 1] ?? 0;
      const placeLow = old[at + 2] ?? 0;
      if (placeLow !== 0 || middle >>> PLACE_HIGH_SHIFT !== 0) this.#put(old[at] ?? 0, middle, placeLow);
    }
  }
}

function isTooFull(size: number, capacity: number): boolean {
  return size * 4 > capacity * 3;
}
