import { createHash } from 'node:crypto';
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { deserialize, serialize } from 'node:v8';
import type { Frozen } from '../../shared/engine/index.ts';
import { PackedBlock, packed } from './packed-block.ts';

/** What a checkpoint holds good for: the first places of one log, folded by one book and one engine. */
export type CheckpointOf = {
  readonly epoch: string;
  readonly engine: string;
  readonly book: string;
  readonly place: number;
  /** The hash over the log up to the place. */
  readonly chain: string;
};

/** `bytes` is how long the state is unpacked, and `packed` how long it is packed; the blocks of texts stand behind it. */
type Head = CheckpointOf & { readonly format: number; readonly sha256: string; readonly bytes: number; readonly packed: number };
/** A state with, for each block of texts, how long it is packed and unpacked. */
type Stored = Omit<Frozen, 'items'> & { readonly items: Omit<Items, 'columns'> & { readonly columns: Columns } };
type Items = Frozen['items'];
type Columns = Omit<Items['columns'], 'blocks'> & { readonly blocks: readonly (readonly [packed: number, size: number])[] };

/** Raised when files of one cannot be read by the code of the other. */
const FORMAT = 2;
const NEWLINE = 10;

/** Writes a checkpoint whole or not at all: one line that says of what it is, then the state. Gives its size in bytes. */
export function writeCheckpoint(file: string, of: CheckpointOf, frozen: Frozen): number {
  const blocks = frozen.items.columns.blocks.map((block) => (block instanceof PackedBlock ? block : packed(block.bytes)));
  const columns = { ...frozen.items.columns, blocks: blocks.map((block) => [block.packed.length, block.size]) };
  const state = packed(serialize({ ...frozen, items: { ...frozen.items, columns } }));
  const parts = [state.packed, ...blocks.map((block) => block.packed)];
  const head: Head = { format: FORMAT, ...of, bytes: state.size, packed: state.packed.length, sha256: sha256(parts) };
  const whole = Buffer.concat([Buffer.from(`${JSON.stringify(head)}\n`), ...parts]);
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
    const wanted = { format: FORMAT, ...of, sha256: sha256([body]) };
    const other = Object.entries(wanted).find(([name, value]) => head[name as keyof Head] !== value);
    if (other !== undefined) return other[0] === 'sha256' ? 'it is damaged' : `it is of another ${other[0]}`;
    return stateIn(body, Number(head.packed), Number(head.bytes));
  } catch (cause) {
    return cause instanceof Error ? cause.message : String(cause);
  }
}

function stateIn(body: Uint8Array, packedBytes: number, size: number): Frozen {
  const stored = deserialize(new PackedBlock(body.subarray(0, packedBytes), size).bytes) as Stored;
  const { items } = stored;
  let from = packedBytes;
  const blocks = items.columns.blocks.map(([length, unpacked]) => {
    from += length;
    return new PackedBlock(body.subarray(from - length, from), unpacked);
  });
  return { ...stored, items: { ...items, columns: { ...items.columns, blocks } } };
}

function sha256(parts: readonly Uint8Array[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
}
