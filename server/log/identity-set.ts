const CAPACITY_MIN = 16;

/**
 * The identities of one (source, UTC day): 64-bit hash to place. Open addressing in typed arrays, 16 bytes a slot and
 * at most three quarters full. Several identities may share a hash.
 */
export class IdentitySet {
  #low = new Uint32Array(CAPACITY_MIN);
  #high = new Uint32Array(CAPACITY_MIN);
  /** 0 marks a free slot: places start at 1. */
  #place = new Float64Array(CAPACITY_MIN);
  #size = 0;

  /** Room taken, in slots. */
  get slots(): number {
    return this.#place.length;
  }

  add(low: number, high: number, place: number): void {
    if ((this.#size + 1) * 4 > this.slots * 3) this.#grow();
    this.#put(low, high, place);
    this.#size += 1;
  }

  /** The slot of the first identity with this hash, or -1. */
  first(low: number, high: number): number {
    return this.#from(low & (this.slots - 1), low, high);
  }

  /** The slot of the next identity with the hash after `slot`, or -1. */
  next(slot: number, low: number, high: number): number {
    return this.#from((slot + 1) & (this.slots - 1), low, high);
  }

  placeAt(slot: number): number {
    return this.#place[slot] ?? 0;
  }

  #from(start: number, low: number, high: number): number {
    const mask = this.slots - 1;
    for (let slot = start; this.#place[slot] !== 0; slot = (slot + 1) & mask) {
      if (this.#low[slot] === low && this.#high[slot] === high) return slot;
    }
    return -1;
  }

  #put(low: number, high: number, place: number): void {
    const mask = this.slots - 1;
    let slot = low & mask;
    while (this.#place[slot] !== 0) slot = (slot + 1) & mask;
    this.#low[slot] = low;
    this.#high[slot] = high;
    this.#place[slot] = place;
  }

  #grow(): void {
    const [low, high, place] = [this.#low, this.#high, this.#place];
    this.#low = new Uint32Array(low.length * 2);
    this.#high = new Uint32Array(low.length * 2);
    this.#place = new Float64Array(low.length * 2);
    place.forEach((at, slot) => {
      if (at !== 0) this.#put(low[slot] ?? 0, high[slot] ?? 0, at);
    });
  }
}
