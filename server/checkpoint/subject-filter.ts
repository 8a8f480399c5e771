/** Bits for each subject, and how many of them one sets: one of a hundred strangers is taken for known. */
const BITS_EACH = 10;
const SET_EACH = 5;
const ROOM_MIN = 1 << 16;

/**
 * Which subjects may have been put away: a Bloom filter. Most new items are new indeed, and a look into a file for each would cost as
 * much as judging it. It may take a stranger for known, and never the other way round.
 */
export class SubjectFilter {
  readonly #bits: Uint32Array;

  /** @param bits of another one. */
  constructor(bits: Uint32Array = new Uint32Array(ROOM_MIN)) {
    this.#bits = bits;
  }

  /** An empty one with room for so many. */
  static for(subjects: number): SubjectFilter {
    return new SubjectFilter(new Uint32Array(Math.max(ROOM_MIN, Math.ceil((subjects * BITS_EACH) / 32))));
  }

  /** How many it holds before it takes too many strangers for known. */
  get roomFor(): number {
    return Math.floor((this.#bits.length * 32) / BITS_EACH);
  }

  get bits(): Uint32Array {
    return this.#bits;
  }

  add(subject: string): void {
    this.#each(subject, (word, bit) => {
      this.#bits[word] = (this.#bits[word] ?? 0) | bit;
      return true;
    });
  }

  mayHave(subject: string): boolean {
    return this.#each(subject, (word, bit) => ((this.#bits[word] ?? 0) & bit) !== 0);
  }

  #each(subject: string, act: (word: number, bit: number) => boolean): boolean {
    const [one, other] = hashesOf(subject);
    const size = this.#bits.length * 32;
    for (let turn = 0; turn < SET_EACH; turn += 1) {
      const at = (one + turn * other) % size;
      if (!act(Math.floor(at / 32), 1 << (at % 32))) return false;
    }
    return true;
  }
}

/** Source: FNV-1a, 32 bits, from two starts, each mixed once more. */
function hashesOf(text: string): readonly [number, number] {
  let [one, other] = [0x811c9dc5, 0x5bd1e995];
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    one = Math.imul(one ^ unit, 0x01000193);
    other = Math.imul(other ^ unit, 0x85ebca6b);
  }
  return [(one ^ (one >>> 15)) >>> 0, ((other ^ (other >>> 13)) | 1) >>> 0];
}
