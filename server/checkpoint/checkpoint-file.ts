import { createHash } from 'node:crypto';
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { deserialize, serialize } from 'node:v8';
import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import type { Frozen } from '../../shared/engine/index.ts';

/** What a checkpoint holds good for: the first places of one log, folded by one book and one engine. */
export type CheckpointOf = {
  readonly epoch: string;
  readonly engine: string;
  readonly book: string;
  readonly place: number;
  /** The hash over the log up to the place. */
  readonly chain: string;
};

/** `bytes` is how long the state is unpacked. */
type Head = CheckpointOf & { readonly format: number; readonly sha256: string; readonly bytes: number };

/** Raised when files of one cannot be read by the code of the other. */
const FORMAT = 1;
const NEWLINE = 10;
/** The quickest: what a checkpoint says again and again is found at any level. */
const PACKED = { params: { [constants.ZSTD_c_compressionLevel]: 1 }, chunkSize: 1 << 20 };
/** Nothing that Kept wrote is longer. */
const BYTES_MAX = 2 ** 31;

/** Writes a checkpoint whole or not at all: one line that says of what it is, then the state. Gives its size in bytes. */
export function writeCheckpoint(file: string, of: CheckpointOf, frozen: Frozen): number {
  const state = serialize(frozen);
  const body = zstdCompressSync(state, PACKED);
  const head: Head = { format: FORMAT, ...of, bytes: state.length, sha256: sha256(body) };
  const whole = Buffer.concat([Buffer.from(`${JSON.stringify(head)}\n`), body]);
  try {
    writeFileSync(`${file}.part`, whole);
  } catch (cause) {
    rmSync(`${file}.part`, { force: true }); // On a full disk the log needs the room.
    throw cause;
  }
  renameSync(`${file}.part`, file); // Not synced: one that a power cut spoils does not fit its hash.
  return whole.length;
}

/** The state of a checkpoint, or why it does not fit, in words. */
export function readCheckpoint(file: string, of: CheckpointOf): Frozen | string {
  try {
    const bytes = readFileSync(file);
    const end = bytes.indexOf(NEWLINE);
    const head = JSON.parse(bytes.subarray(0, Math.max(0, end)).toString('utf8')) as Partial<Head>;
    const body = bytes.subarray(end + 1);
    const wanted = { format: FORMAT, ...of, sha256: sha256(body) };
    const other = Object.entries(wanted).find(([name, value]) => head[name as keyof Head] !== value);
    if (other !== undefined) return other[0] === 'sha256' ? 'it is damaged' : `it is of another ${other[0]}`;
    const length = Math.min(BYTES_MAX, Number(head.bytes));
    // In one piece: pieces would have to be put together again.
    return deserialize(zstdDecompressSync(body, { chunkSize: Math.max(64, length + 1), maxOutputLength: BYTES_MAX })) as Frozen;
  } catch (cause) {
    return cause instanceof Error ? cause.message : String(cause);
  }
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
