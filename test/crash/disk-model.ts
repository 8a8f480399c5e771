import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Dice } from '../fuzz/dice.ts';
import type { DiskOp, DiskStep } from './disk-step.ts';

/** How much of what was not synced has reached the disk at a cut. */
export const LOSSES = ['none of it', 'the first part, torn', 'any sectors', 'all of it'] as const;
export type Loss = (typeof LOSSES)[number];

const SECTOR_BYTES = 512;

type ContentOp = Extract<DiskOp, { kind: 'write' | 'truncate' }>;
type NameOp = Extract<DiskOp, { kind: 'link' | 'unlink' | 'rename' | 'make-folder' }>;
type File = { synced: Buffer; pending: ContentOp[] };

/**
 * What a disk holds for sure and what it may hold. A sync makes sure what was over before it began. Names are sure once their
 * folder was synced; before that they come to the disk in their order, as with file systems that keep a journal.
 */
export class DiskModel {
  readonly #files = new Map<number, File>();
  readonly #names = new Map<string, number>();
  readonly #folders = new Set<string>();
  #pendingNames: NameOp[] = [];
  readonly #over = new Set<DiskOp>();
  /** What a sync that has begun will make sure. */
  readonly #covers = new Map<DiskOp, ReadonlySet<DiskOp>>();

  /** @returns whether the disk may hold something else than before. */
  step(step: DiskStep): boolean {
    if (step.kind === 'printed') return true;
    const { op } = step;
    if (op.kind === 'sync' || op.kind === 'sync-folder') {
      if (step.kind === 'begin') this.#covers.set(op, new Set(this.#over));
      else this.#makeSure(op, this.#covers.get(op) ?? new Set());
      return step.kind === 'end';
    }
    if (step.kind === 'end') this.#over.add(op);
    else if (op.kind === 'write' || op.kind === 'truncate') this.#file(op.file).pending.push(op);
    else this.#pendingNames.push(op);
    return step.kind === 'begin';
  }

  /** Writes the folder as a cut at this point could leave it. */
  rebuild(into: string, loss: Loss, dice: Dice): void {
    const names = new Map(this.#names);
    const folders = new Set(this.#folders);
    const reached =
      loss === 'none of it' ? 0 : loss === 'all of it' ? this.#pendingNames.length : dice.below(this.#pendingNames.length + 1);
    for (const op of this.#pendingNames.slice(0, reached)) rename(op, names, folders);
    mkdirSync(into, { recursive: true });
    for (const folder of folders) mkdirSync(join(into, folder), { recursive: true });
    for (const [path, file] of names) {
      if (dirname(path) === '.' || folders.has(dirname(path))) writeFileSync(join(into, path), contentOf(this.#file(file), loss, dice));
    }
  }

  #makeSure(op: Extract<DiskOp, { kind: 'sync' | 'sync-folder' }>, covered: ReadonlySet<DiskOp>): void {
    if (op.kind === 'sync') {
      const file = this.#file(op.file);
      file.synced = applied(
        file.synced,
        file.pending.filter((pending) => covered.has(pending)),
      );
      file.pending = file.pending.filter((pending) => !covered.has(pending));
      return;
    }
    const isSure = (name: NameOp): boolean => covered.has(name) && folderOf(name) === op.folder;
    for (const name of this.#pendingNames) if (isSure(name)) rename(name, this.#names, this.#folders);
    this.#pendingNames = this.#pendingNames.filter((name) => !isSure(name));
  }

  #file(id: number): File {
    const known = this.#files.get(id) ?? { synced: Buffer.alloc(0), pending: [] };
    this.#files.set(id, known);
    return known;
  }
}

function rename(op: NameOp, names: Map<string, number>, folders: Set<string>): void {
  if (op.kind === 'make-folder') folders.add(op.path);
  if (op.kind === 'link') names.set(op.path, op.file);
  if (op.kind === 'unlink') names.delete(op.path);
  if (op.kind === 'rename') {
    names.delete(op.from);
    names.set(op.to, op.file);
  }
}

function folderOf(op: NameOp): string {
  const folder = dirname(op.kind === 'rename' ? op.to : op.path);
  return folder === '.' ? '' : folder;
}

function contentOf({ synced, pending }: File, loss: Loss, dice: Dice): Buffer {
  if (loss === 'none of it') return synced;
  if (loss === 'all of it') return applied(synced, pending);
  if (loss === 'the first part, torn') {
    const whole = dice.below(pending.length + 1);
    const torn = pending.slice(whole, whole + 1).flatMap((op) => sectorsOf(op).slice(0, dice.below(sectorsOf(op).length + 1)));
    return applied(synced, [...pending.slice(0, whole), ...torn]);
  }
  const share = dice.of([0.1, 0.5, 0.9]);
  return applied(
    synced,
    pending.flatMap((op) => sectorsOf(op).filter(() => dice.chance(share))),
  );
}

/** A write as the sectors that reach the disk each for itself. */
function sectorsOf(op: ContentOp): readonly ContentOp[] {
  if (op.kind === 'truncate') return [op];
  const sectors: ContentOp[] = [];
  for (let from = 0; from < op.bytes.length; ) {
    const to = Math.min(op.bytes.length, (Math.floor((op.at + from) / SECTOR_BYTES) + 1) * SECTOR_BYTES - op.at);
    sectors.push({ kind: 'write', file: op.file, at: op.at + from, bytes: op.bytes.subarray(from, to) });
    from = to;
  }
  return sectors;
}

/** The content after these operations; what was never written between is zeros. */
function applied(content: Buffer, ops: readonly ContentOp[]): Buffer {
  const sizes = ops.map((op) => (op.kind === 'truncate' ? op.size : op.at + op.bytes.length));
  const next = Buffer.alloc(sizes.reduce((max, size) => Math.max(max, size), content.length));
  content.copy(next);
  let size = content.length;
  for (const op of ops) {
    if (op.kind === 'write') {
      op.bytes.copy(next, op.at);
      size = Math.max(size, op.at + op.bytes.length);
    } else {
      next.fill(0, Math.min(op.size, size), size);
      size = op.size;
    }
  }
  return next.subarray(0, size);
}
