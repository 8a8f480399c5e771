import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import type { TextBlock } from '../../shared/engine/index.ts';

/** The quickest: what items say again and again is found at any level. */
const QUICKEST = { params: { [constants.ZSTD_c_compressionLevel]: 1 } };
/** Nothing that Kept wrote is longer. */
const BYTES_MAX = 2 ** 30;

/** Texts of items as a checkpoint on disk holds them. They are unpacked when one of them is asked for, and again after a while. */
export class PackedBlock implements TextBlock {
  readonly size: number;
  readonly packed: Uint8Array;
  /** Where it is kept, see `BlockTable`. */
  number: number | null = null;
  #bytes: WeakRef<Uint8Array> | null = null;

  /** @param size when it is unpacked. */
  constructor(packed: Uint8Array, size: number) {
    this.packed = packed;
    this.size = size;
  }

  get bytes(): Uint8Array {
    const known = this.#bytes?.deref();
    if (known !== undefined) return known;
    // In one piece: pieces would have to be put together again.
    const bytes = zstdDecompressSync(this.packed, { chunkSize: Math.max(64, this.size + 1), maxOutputLength: BYTES_MAX });
    this.#bytes = new WeakRef(bytes);
    return bytes;
  }
}

export function packed(bytes: Uint8Array): PackedBlock {
  // In one piece, as above, and then without the room that was left over.
  const whole = zstdCompressSync(bytes, { ...QUICKEST, chunkSize: Math.max(64, bytes.length + (bytes.length >> 8) + 1_024) });
  return new PackedBlock(Uint8Array.from(whole), bytes.length);
}
