import { closeSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { assert } from '../../../shared/error/index.ts';
import { hasHash, isFree, placeIn, SLOT_WORDS } from './identity-slot.ts';

const SLOT_BYTES = SLOT_WORDS * 4;
const MARK_BITS = 0xff;
const WRITE_BYTES = 1 << 24;

/**
 * Identities that have left memory: the table of a set as it was, in a file that has no name and so ends with the process. In memory stays
 * one byte of each slot, so that the file is read for one new identity in thirty. Nothing is added to it any more.
 */
export class IdentityRun {
  readonly #file: number;
  /** Of each slot 0 if it is free, else a few bits of its hash. */
  readonly #marks: Uint8Array;
  readonly #mask: number;
  readonly #words = new Uint32Array(SLOT_WORDS);
  readonly #bytes = new Uint8Array(this.#words.buffer);
  #fetched = 0;

  /** @param name of a file that may be made; a run before may have left one there. @throws Error of the disk. */
  constructor(name: string, words: Uint32Array) {
    this.#marks = marksOf(words);
    this.#mask = this.#marks.length - 1;
    rmSync(name, { force: true });
    this.#file = openSync(name, 'wx+');
    try {
      rmSync(name);
      const bytes = new Uint8Array(words.buffer, words.byteOffset, words.byteLength);
      for (let at = 0; at < bytes.length; ) at += writeSync(this.#file, bytes, at, Math.min(WRITE_BYTES, bytes.length - at), at);
    } catch (cause) {
      this.close();
      throw cause;
    }
  }

  get slots(): number {
    return this.#marks.length;
  }

  /** As `IdentitySet` has it. */
  fetch(low: number): void {
    this.#fetched ^= this.#marks[low & this.#mask] ?? 0;
  }

  first(low: number, high: number): number {
    return this.#from(low & this.#mask, low, high);
  }

  next(slot: number, low: number, high: number): number {
    return this.#from((slot + 1) & this.#mask, low, high);
  }

  placeAt(slot: number): number {
    this.#read(slot);
    return placeIn(this.#words, 0);
  }

  close(): void {
    closeSync(this.#file);
  }

  #from(start: number, low: number, high: number): number {
    const wanted = markOf(high);
    for (let slot = start; this.#marks[slot] !== 0; slot = (slot + 1) & this.#mask) {
      if (this.#marks[slot] !== wanted) continue;
      this.#read(slot);
      if (hasHash(this.#words, 0, low, high)) return slot;
    }
    return -1;
  }

  #read(slot: number): void {
    const read = readSync(this.#file, this.#bytes, 0, SLOT_BYTES, slot * SLOT_BYTES);
    assert(read === SLOT_BYTES, 'the file of a run is whole');
  }
}

function marksOf(words: Uint32Array): Uint8Array {
  const marks = new Uint8Array(words.length / SLOT_WORDS);
  for (let slot = 0; slot < marks.length; slot += 1) {
    const at = slot * SLOT_WORDS;
    if (!isFree(words, at)) marks[slot] = markOf(words[at + 1] ?? 0);
  }
  return marks;
}

/** Of the hash's high word; its low one says the slot already. Never 0. */
function markOf(high: number): number {
  return Math.max(1, high & MARK_BITS);
}
