import { createHash } from 'node:crypto';
import { closeSync, fstatSync, fsyncSync, openSync, readSync, writeSync } from 'node:fs';
import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib';

/** A batch as a segment keeps it: the row of the database, with its link of the chain. */
export type SegmentBatch = {
  readonly firstPlace: number;
  readonly count: number;
  readonly receivedAtMs: number;
  readonly chain: Uint8Array;
  readonly body: Uint8Array;
};

export type WrittenSegment = {
  readonly firstPlace: number;
  readonly lastPlace: number;
  readonly batches: number;
  readonly bytes: number;
  readonly sha256: Uint8Array;
};

/** Where a block lies in the file, and the first place of its first batch. */
type Block = readonly [at: number, bytes: number, firstPlace: number];

/**
 * `KEPTSEG1`, then blocks of batches, each compressed by Zstandard for itself, then the index of the blocks as JSON, and at the end
 * where the index begins, how long it is, its SHA-256 and `KEPTSEG1` again. So one block is found and read without the others.
 * A batch is its first place, its instant, its count, the length of its body (8, 8, 4 and 4 bytes, big-endian), its link and the body.
 */
const MAGIC = Buffer.from('KEPTSEG1');
const TRAILER_BYTES = 8 + 4 + 32 + MAGIC.length;
const HEAD_BYTES = 8 + 8 + 4 + 4 + 32;
/** Large enough to compress well, small enough to read one for a single batch. */
const BLOCK_BYTES = 512 * 1024;
const OPTIONS = { params: { [constants.ZSTD_c_checksumFlag]: 1 } };

/** Writes batches, of which there is at least one, in their order into a new file; it is on disk when this returns. */
export function writeSegment(file: string, batches: Iterable<SegmentBatch>): WrittenSegment {
  const opened = openSync(file, 'w', 0o600);
  try {
    const writer = new SegmentWriter(opened);
    for (const batch of batches) writer.add(batch);
    const written = writer.end();
    fsyncSync(opened);
    return written;
  } finally {
    closeSync(opened);
  }
}

class SegmentWriter {
  readonly #file: number;
  readonly #hash = createHash('sha256');
  readonly #blocks: Block[] = [];
  #open: Buffer[] = [];
  #openBytes = 0;
  #openFrom = 0;
  #at = 0;
  #batches = 0;
  #lastPlace = 0;

  constructor(file: number) {
    this.#file = file;
    this.#write(MAGIC);
  }

  add({ firstPlace, count, receivedAtMs, chain, body }: SegmentBatch): void {
    if (this.#openBytes === 0) this.#openFrom = firstPlace;
    const head = Buffer.alloc(HEAD_BYTES);
    head.writeBigInt64BE(BigInt(firstPlace), 0);
    head.writeBigInt64BE(BigInt(receivedAtMs), 8);
    head.writeUInt32BE(count, 16);
    head.writeUInt32BE(body.length, 20);
    head.set(chain, 24);
    this.#open.push(head, Buffer.from(body));
    this.#openBytes += head.length + body.length;
    this.#batches += 1;
    this.#lastPlace = firstPlace + count - 1;
    if (this.#openBytes >= BLOCK_BYTES) this.#endBlock();
  }

  end(): WrittenSegment {
    if (this.#openBytes > 0) this.#endBlock();
    const index = Buffer.from(JSON.stringify(this.#blocks));
    const trailer = Buffer.alloc(TRAILER_BYTES);
    trailer.writeBigInt64BE(BigInt(this.#at), 0);
    trailer.writeUInt32BE(index.length, 8);
    trailer.set(createHash('sha256').update(index).digest(), 12);
    trailer.set(MAGIC, TRAILER_BYTES - MAGIC.length);
    this.#write(index);
    this.#write(trailer);
    const firstPlace = this.#blocks[0]?.[2] ?? 0;
    return { firstPlace, lastPlace: this.#lastPlace, batches: this.#batches, bytes: this.#at, sha256: this.#hash.digest() };
  }

  #endBlock(): void {
    const bytes = zstdCompressSync(Buffer.concat(this.#open), OPTIONS);
    this.#blocks.push([this.#at, bytes.length, this.#openFrom]);
    this.#write(bytes);
    this.#open = [];
    this.#openBytes = 0;
  }

  #write(bytes: Buffer): void {
    let done = 0;
    while (done < bytes.length) done += writeSync(this.#file, bytes, done, bytes.length - done, this.#at + done);
    this.#hash.update(bytes);
    this.#at += bytes.length;
  }
}

/**
 * Reads a segment, whose file is open only while a block is read. Whatever does not fit together throws; what it gives is proven by the
 * chain, not by this file.
 */
export class SegmentReader {
  readonly #file: string;
  readonly #blocks: readonly Block[];

  constructor(file: string) {
    this.#file = file;
    this.#blocks = whileOpen(file, indexOf);
  }

  /** All batches in their order, one block in memory at a time. */
  *all(): Generator<SegmentBatch> {
    for (const block of this.#blocks) yield* this.#batchesOf(block);
  }

  /** The batches of the block that holds a place; none when the segment begins after it. */
  around(place: number): readonly SegmentBatch[] {
    const block = this.#blocks.findLast(([, , firstPlace]) => firstPlace <= place);
    return block === undefined ? [] : this.#batchesOf(block);
  }

  #batchesOf([at, bytes]: Block): readonly SegmentBatch[] {
    return batchesIn(zstdDecompressSync(whileOpen(this.#file, (opened) => readAt(opened, at, bytes))));
  }
}

function batchesIn(block: Buffer): readonly SegmentBatch[] {
  const batches: SegmentBatch[] = [];
  for (let from = 0; from < block.length; ) {
    const bodyFrom = from + HEAD_BYTES;
    const bodyTo = bodyFrom + block.readUInt32BE(from + 20);
    batches.push({
      firstPlace: Number(block.readBigInt64BE(from)),
      receivedAtMs: Number(block.readBigInt64BE(from + 8)),
      count: block.readUInt32BE(from + 16),
      chain: block.subarray(from + 24, bodyFrom),
      body: block.subarray(bodyFrom, bodyTo),
    });
    from = bodyTo;
  }
  return batches;
}

function indexOf(opened: number): readonly Block[] {
  const trailer = readAt(opened, Math.max(0, fstatSync(opened).size - TRAILER_BYTES), TRAILER_BYTES);
  if (!trailer.subarray(TRAILER_BYTES - MAGIC.length).equals(MAGIC)) throw new Error('It does not end as a segment does.');
  const index = readAt(opened, Number(trailer.readBigInt64BE(0)), trailer.readUInt32BE(8));
  if (!createHash('sha256').update(index).digest().equals(trailer.subarray(12, 44))) throw new Error('Its index does not fit its hash.');
  return JSON.parse(index.toString()) as readonly Block[];
}

function readAt(opened: number, at: number, bytes: number): Buffer {
  const buffer = Buffer.alloc(bytes);
  if (readSync(opened, buffer, 0, bytes, at) !== bytes) throw new Error('It is shorter than it was written.');
  return buffer;
}

function whileOpen<T>(file: string, read: (opened: number) => T): T {
  const opened = openSync(file, 'r');
  try {
    return read(opened);
  } finally {
    closeSync(opened);
  }
}

/** SHA-256 of a whole file, read piece by piece. */
export function hashOfFile(file: string): Buffer {
  return whileOpen(file, (opened) => {
    const hash = createHash('sha256');
    const piece = Buffer.alloc(BLOCK_BYTES);
    for (let read = readSync(opened, piece); read > 0; read = readSync(opened, piece)) hash.update(piece.subarray(0, read));
    return hash.digest();
  });
}
