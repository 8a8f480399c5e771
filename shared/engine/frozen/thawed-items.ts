import type { Open } from '../state.ts';
import { BlockText, type TextBlock } from './block-text.ts';

/** Items of a checkpoint by column: what of them nobody asks for is never made an object. */
export type ItemColumns = {
  /** One subject behind the other, as UTF-8, and where each ends. */
  readonly subjects: Uint8Array;
  readonly ends: Uint32Array;
  /** A hash table: one more than the number of the item whose subject stands there, or 0. Its length is a power of two. */
  readonly slots: Uint32Array;
  /** The text of each: which block, and where in it. */
  readonly blocks: readonly TextBlock[];
  readonly blockOf: Uint32Array;
  readonly from: Uint32Array;
  readonly to: Uint32Array;
};

const ENCODER = new TextEncoder();
const DECODER = new TextDecoder();

/** Subjects as columns with their hash table. */
export function subjectColumns(subjects: readonly string[]): Pick<ItemColumns, 'subjects' | 'ends' | 'slots'> {
  const UNITS_MAX = subjects.reduce((sum, { length }) => sum + length, 0);
  const bytes = new Uint8Array(3 * UNITS_MAX);
  const ends = new Uint32Array(subjects.length);
  let size = 4;
  while (size < 2 * subjects.length) size *= 2;
  const slots = new Uint32Array(size);
  let end = 0;
  for (let at = 0; at < subjects.length; at += 1) {
    const from = end;
    end += ENCODER.encodeInto(subjects[at] as string, bytes.subarray(from)).written;
    ends[at] = end;
    let slot = hashOf(bytes, from, end) & (size - 1);
    while (slots[slot] !== 0) slot = (slot + 1) & (size - 1);
    slots[slot] = at + 1;
  }
  return { subjects: bytes.slice(0, end), ends, slots };
}

/** Items of a checkpoint that nobody has asked for yet. */
export class ThawedItems {
  readonly #columns: ItemColumns;
  /** Of each, what is open on it and was listed last. */
  readonly #firsts: readonly (Open | null)[];
  readonly #taken: Uint8Array;
  #size: number;

  constructor(columns: ItemColumns, firsts: readonly (Open | null)[]) {
    this.#columns = columns;
    this.#firsts = firsts;
    this.#size = columns.ends.length;
    this.#taken = new Uint8Array(this.#size);
  }

  get size(): number {
    return this.#size;
  }

  has(subject: string): boolean {
    return this.#find(subject) !== -1;
  }

  get(subject: string): BlockText | undefined {
    const at = this.#find(subject);
    return at === -1 ? undefined : this.#textAt(at);
  }

  /** It is held elsewhere from now on. */
  take(subject: string): void {
    const at = this.#find(subject);
    if (at === -1) return;
    this.#taken[at] = 1;
    this.#size -= 1;
  }

  *entries(): Generator<readonly [subject: string, text: BlockText]> {
    for (let at = 0; at < this.#taken.length; at += 1) if (this.#taken[at] === 0) yield [subjectIn(this.#columns, at), this.#textAt(at)];
  }

  #textAt(at: number): BlockText {
    const { blocks, blockOf, from, to } = this.#columns;
    return new BlockText(blocks[blockOf[at] as number] as TextBlock, [from[at] as number, to[at] as number], this.#firsts[at] ?? null);
  }

  #find(subject: string): number {
    if (this.#size === 0) return -1;
    const { slots } = this.#columns;
    const bytes = ENCODER.encode(subject);
    for (let slot = hashOf(bytes, 0, bytes.length); ; slot += 1) {
      const at = (slots[slot & (slots.length - 1)] as number) - 1;
      if (at === -1) return -1;
      if (this.#isAt(at, bytes)) return this.#taken[at] === 0 ? at : -1;
    }
  }

  #isAt(at: number, subject: Uint8Array): boolean {
    const { subjects, ends } = this.#columns;
    const from = ends[at - 1] ?? 0;
    if ((ends[at] as number) - from !== subject.length) return false;
    for (let index = 0; index < subject.length; index += 1) if (subjects[from + index] !== subject[index]) return false;
    return true;
  }
}

export function subjectIn({ subjects, ends }: ItemColumns, at: number): string {
  return DECODER.decode(subjects.subarray(ends[at - 1] ?? 0, ends[at]));
}

/** Source: FNV-1a, 32 bits. */
function hashOf(bytes: Uint8Array, from: number, to: number): number {
  let hash = 0x811c9dc5;
  for (let at = from; at < to; at += 1) hash = Math.imul(hash ^ (bytes[at] as number), 0x01000193);
  return (hash ^ (hash >>> 15)) >>> 0;
}
