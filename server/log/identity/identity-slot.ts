/** Words of a slot: hash low; place high (8 bits) over hash high (24 bits); place low. They lie together, so that a look costs one line of the cache. */
export const SLOT_WORDS = 3;
const HASH_BITS = 0x00ff_ffff;
const PLACE_HIGH_SHIFT = 24;
const WORD = 2 ** 32;
export const PLACE_MAX = 2 ** 40 - 1;

/** The middle word of an identity. */
export function middleOf(high: number, place: number): number {
  return (Math.floor(place / WORD) << PLACE_HIGH_SHIFT) | (high & HASH_BITS);
}

/** The place in the slot at a word, 0 in a free one: places start at 1. */
export function placeIn(words: Uint32Array, at: number): number {
  return ((words[at + 1] ?? 0) >>> PLACE_HIGH_SHIFT) * WORD + (words[at + 2] ?? 0);
}

export function isFree(words: Uint32Array, at: number): boolean {
  return words[at + 2] === 0 && (words[at + 1] ?? 0) >>> PLACE_HIGH_SHIFT === 0;
}

/** Whether the hash stands in a slot; its place is not looked at. */
export function hasHash(words: Uint32Array, at: number, low: number, high: number): boolean {
  return words[at] === low && ((words[at + 1] ?? 0) & HASH_BITS) === (high & HASH_BITS);
}
