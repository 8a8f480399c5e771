import { createHash } from 'node:crypto';
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { deserialize, serialize } from 'node:v8';
import type { Frozen } from '../../shared/engine/index.ts';
import type { BlockTable } from './block-table.ts';
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

/** `bytes` is how long the state is unpacked. `texts` is the hash of the blocks of texts that it needs. */
type Head = CheckpointOf & { readonly format: number; readonly sha256: string; readonly texts: string; readonly bytes: number };
/** A state with the numbers of its blocks. */
type Stored = Omit<Frozen, 'items'> & { readonly items: Omit<Items, 'columns'> & { readonly columns: Columns } };
type Items = Frozen['items'];
type Columns = Omit<Items['columns'], 'blocks'> & { readonly blocks: readonly number[] };

/** Raised when files of one cannot be read by the code of the other. */
const FORMAT = 3;
const NEWLINE = 10;

/** Writes a checkpoint whole or not at all: one line that says of what it is, then the state. Gives its size in bytes. */
export function writeCheckpoint(file: string, of: CheckpointOf, frozen: Frozen, table: BlockTable): number {
  const blocks = frozen.items.columns.blocks.map((block) => (block instanceof PackedBlock ? block : packed(block.bytes)));
  const columns: Columns = { ...frozen.items.columns, blocks: table.put(of.place, blocks) };
  const state = packed(serialize({ ...frozen, items: { ...frozen.items, columns } } satisfies Stored));
  const head: Head = { format: FORMAT, ...of, bytes: state.size, sha256: sha256([state]), texts: sha256(blocks) };
  const whole = Buffer.concat([Buffer.from(`${JSON.stringify(head)}\n`), state.packed]);
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
export function readCheckpoint(file: string, of: CheckpointOf, table: BlockTable): Frozen | string {
  try {
    const bytes = readFileSync(file);
    const end = bytes.indexOf(NEWLINE);
    const head = JSON.parse(bytes.subarray(0, Math.max(0, end)).toString('utf8')) as Partial<Head>;
    const state = new PackedBlock(bytes.subarray(end + 1), Number(head.bytes));
    const wanted = { format: FORMAT, ...of, sha256: sha256([state]) };
    const other = Object.entries(wanted).find(([name, value]) => head[name as keyof Head] !== value);
    if (other !== undefined) return other[0] === 'sha256' ? 'it is damaged' : `it is of another ${other[0]}`;
    const stored = deserialize(state.bytes) as Stored;
    const blocks = table.read(stored.items.columns.blocks);
    if (blocks === null || sha256(blocks) !== head.texts) return 'its texts are damaged';
    return { ...stored, items: { ...stored.items, columns: { ...stored.items.columns, blocks } } };
  } catch (cause) {
    return cause instanceof Error ? cause.message : String(cause);
  }
}

function sha256(blocks: readonly PackedBlock[]): string {
  const hash = createHash('sha256');
  for (const block of blocks) hash.update(block.packed);
  return hash.digest('hex');
}
