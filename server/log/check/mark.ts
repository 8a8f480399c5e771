import { createHash } from 'node:crypto';
import { closeSync, fdatasyncSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { KeptError } from '../../../shared/error/index.ts';
import { syncFolder } from '../backup/sync-folder.ts';

/** How far a record had come: what was acknowledged is at or before `place`. */
export type Mark = {
  readonly epoch: string;
  readonly place: number;
  readonly receivedAtMs: number;
  /** Of the batch that ends at `place`; where there is none yet, the start of the chain. */
  readonly chain: Uint8Array;
};

/** A slot is torn by a power cut in the middle of its write; the other one then has the mark before. */
export type MarkRead =
  | { readonly kind: 'none' }
  | { readonly kind: 'unreadable' }
  | { readonly kind: 'read'; readonly mark: Mark; readonly number: number; readonly isTorn: boolean };

/**
 * Two slots, written in turn, each far enough from the other that one torn write cannot hurt both. A slot is `KEPTMARK`, then as
 * 64-bit big-endian the number of the write, the place and the instant, then the chain's hash, the epoch in ASCII, zeros, and the
 * SHA-256 of all that.
 */
const SLOT_BYTES = 128;
const SLOT_APART_BYTES = 4096;
const MAGIC = 'KEPTMARK';
const CHECKED_BYTES = SLOT_BYTES - 32;
const CHAIN_AT = 32;
const EPOCH_AT = 64;
const EPOCH_BYTES_MAX = 32;

/** `log.mark` beside `log.db`. */
export function markFileOf(databaseFile: string): string {
  return databaseFile.endsWith('.db') ? `${databaseFile.slice(0, -3)}.mark` : `${databaseFile}.mark`;
}

/** The newer of the two slots that read well. */
export function readMark(file: string): MarkRead {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return { kind: 'none' };
    return { kind: 'unreadable' };
  }
  const slots = [0, 1].map((slot) => bytes.subarray(slot * SLOT_APART_BYTES, slot * SLOT_APART_BYTES + SLOT_BYTES));
  const readable = slots.flatMap((slot) => decoded(slot) ?? []).sort((a, b) => b.number - a.number);
  const [newest] = readable;
  // Of a new file only one slot has been written.
  return newest === undefined ? { kind: 'unreadable' } : { kind: 'read', ...newest, isTorn: readable.length < Math.min(newest.number, 2) };
}

/** The mark of a record that is open for writing. */
export class MarkFile {
  readonly #file: number;
  #number: number;

  /** Makes the file, and makes sure that it is found again, where there is none. @throws KeptError LOG_FAILED. */
  constructor(file: string, first: Mark) {
    const before = readMark(file);
    this.#number = before.kind === 'read' ? before.number : 0;
    this.#file = failing(file, () => {
      const opened = openSync(file, before.kind === 'none' ? 'w+' : 'r+', 0o600);
      if (before.kind !== 'read') writeSync(opened, Buffer.alloc(2 * SLOT_APART_BYTES), 0, 2 * SLOT_APART_BYTES, 0);
      fsyncSync(opened);
      return opened;
    });
    this.write(first);
    failing(file, () => syncFolder(dirname(file)));
  }

  /** On disk when it returns. Over the older slot, so that a write that is cut short leaves the newer one. @throws KeptError LOG_FAILED. */
  write(mark: Mark): void {
    failing('the mark of the log', () => {
      const slot = encoded(mark, this.#number + 1);
      writeSync(this.#file, slot, 0, SLOT_BYTES, ((this.#number + 1) % 2) * SLOT_APART_BYTES);
      fdatasyncSync(this.#file);
      this.#number += 1;
    });
  }

  close(): void {
    closeSync(this.#file);
  }
}

function encoded({ epoch, place, receivedAtMs, chain }: Mark, number: number): Buffer {
  const slot = Buffer.alloc(SLOT_BYTES);
  slot.write(MAGIC, 0, 'ascii');
  for (const [index, value] of [number, place, receivedAtMs].entries()) slot.writeBigInt64BE(BigInt(value), 8 + index * 8);
  slot.set(chain, CHAIN_AT);
  slot.set(epochBytes(epoch), EPOCH_AT);
  slot.set(checkOf(slot), CHECKED_BYTES);
  return slot;
}

function decoded(slot: Buffer): { readonly mark: Mark; readonly number: number } | undefined {
  if (slot.length < SLOT_BYTES || slot.toString('ascii', 0, 8) !== MAGIC || !checkOf(slot).equals(slot.subarray(CHECKED_BYTES)))
    return undefined;
  const [number = 0, place = 0, receivedAtMs = 0] = [8, 16, 24].map((at) => Number(slot.readBigInt64BE(at)));
  return { number, mark: { epoch: epochText(slot), place, receivedAtMs, chain: Uint8Array.from(slot.subarray(CHAIN_AT, EPOCH_AT)) } };
}

/** A UUID without its dashes. */
function epochBytes(epoch: string): Buffer {
  return Buffer.from(epoch.replaceAll('-', ''), 'ascii').subarray(0, EPOCH_BYTES_MAX);
}

function epochText(slot: Buffer): string {
  const hex = slot.toString('ascii', EPOCH_AT, EPOCH_AT + EPOCH_BYTES_MAX);
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

function checkOf(slot: Buffer): Buffer {
  return createHash('sha256').update(slot.subarray(0, CHECKED_BYTES)).digest();
}

function failing<T>(what: string, act: () => T): T {
  try {
    return act();
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new KeptError('LOG_FAILED', `The mark could not be written (${what}): ${why}.`, { cause });
  }
}
