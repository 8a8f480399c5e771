import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Book } from '../../shared/book/index.ts';
import { type EngineState, freeze, putAway, type Shelf, type StateOptions, thaw, useShelf } from '../../shared/engine/index.ts';
import { type CheckpointOf, readCheckpoint, writeCheckpoint } from './checkpoint-file.ts';
import { ItemTable } from './item-table.ts';
import { packed } from './packed-block.ts';
import { type Bounds, type Sized, thinned } from './thinned.ts';

/** One log, one engine and one book: what every checkpoint of a folder is of. */
export type Folded = Pick<CheckpointOf, 'epoch' | 'engine' | 'book'>;

export type CheckpointFolderOptions = {
  /** Of the data. */
  readonly folder: string;
  readonly of: Folded;
  readonly book: Book;
  readonly bounds?: Bounds;
  /** Is told once of each checkpoint that does not fit. */
  readonly onUnfit?: (what: string) => void;
};

const MB = 1 << 20;
/** Every place of five million stands within 5,000 events behind one. */
const BOUNDS: Bounds = { countMax: 1_024, bytesMax: 4_096 * MB };
const NAME = /^(\d+)\.checkpoint$/;

/** The checkpoints of one log under one book, with the items that were put away for them. All of it may be thrown away at any time. */
export class CheckpointFolder {
  readonly #folder: string;
  readonly #of: Folded;
  readonly #book: Book;
  readonly #bounds: Bounds;
  readonly #onUnfit: (what: string) => void;
  /** When each was written that does not fit: another thread may write it anew. */
  readonly #unfit = new Map<number, number>();
  readonly #items: ItemTable;

  constructor({ folder, of, book, bounds = BOUNDS, onUnfit = () => {} }: CheckpointFolderOptions) {
    this.#of = of;
    this.#book = book;
    this.#bounds = bounds;
    this.#onUnfit = onUnfit;
    const all = join(folder, 'checkpoints');
    const name = nameOf(of);
    this.#folder = join(all, name);
    mkdirSync(this.#folder, { recursive: true });
    this.#items = tableIn(this.#folder, onUnfit);
  }

  /** Places of its checkpoints, the earliest first. */
  places(): readonly number[] {
    return this.sizes().map(({ place }) => place);
  }

  sizes(): readonly Sized[] {
    const places = readdirSync(this.#folder).flatMap((file) => NAME.exec(file)?.[1] ?? []);
    // Another thread may thin them out meanwhile.
    const sized = places.flatMap((place) => {
      const file = statSync(this.#fileOf(Number(place)), { throwIfNoEntry: false });
      return file === undefined ? [] : [{ place: Number(place), bytes: file.size }];
    });
    return sized.sort((a, b) => a.place - b.place);
  }

  /** The state of the last checkpoint up to a place that fits the log, `null` where none does. @param chainAt the hash over the log up to a place. */
  nearest(untilPlace: number, chainAt: (place: number) => string | null, options: StateOptions = {}): EngineState | null {
    this.#items.refresh();
    for (const place of this.places().toReversed()) {
      if (place > untilPlace) continue;
      const writtenAtMs = statSync(this.#fileOf(place), { throwIfNoEntry: false })?.mtimeMs;
      if (writtenAtMs === undefined || this.#unfit.get(place) === writtenAtMs) continue;
      const chain = chainAt(place);
      const read =
        chain === null || !this.#items.holds(place) ? 'the log or the items are not those it is of' : this.#read(place, chain, options);
      if (typeof read !== 'string') return read;
      this.#unfit.set(place, writtenAtMs);
      this.#onUnfit(`The checkpoint at ${place} is not used: ${read}.`);
    }
    return null;
  }

  /** Writes a checkpoint of a state, which must stand behind a whole batch, and puts away what is over. */
  write(state: EngineState, chain: string): void {
    const { place } = state;
    state.items.turn();
    useShelf(state, this.#items.shelf(place));
    putAway(state, (away) => this.#items.put(place, away));
    writeCheckpoint(this.#fileOf(place), { ...this.#of, place, chain }, freeze(state, packed), this.#items.blocks);
    this.#thin();
  }

  /** What was put away up to a place. */
  shelfUntil(place: number): Shelf {
    this.#items.refresh();
    return this.#items.shelf(place);
  }

  close(): void {
    this.#items.close();
  }

  #thin(): void {
    const all = this.sizes();
    const gone = new Set(thinned(all, this.#bounds));
    const kept = all.map(({ place }) => place).filter((place) => !gone.has(place));
    for (const place of gone) {
      rmSync(this.#fileOf(place), { force: true });
      this.#items.blocks.drop(kept.findLast((each) => each < place) ?? 0, kept.find((each) => each > place) ?? place);
    }
  }

  #read(place: number, chain: string, options: StateOptions): EngineState | string {
    const frozen = readCheckpoint(this.#fileOf(place), { ...this.#of, place, chain }, this.#items.blocks);
    return typeof frozen === 'string' ? frozen : thaw(this.#book, frozen, this.#items.shelf(place), options);
  }

  #fileOf(place: number): string {
    return join(this.#folder, `${place}.checkpoint`);
  }
}

/** Whether anything was ever written of it. */
export function isThere(folder: string, of: Folded): boolean {
  return existsSync(join(folder, 'checkpoints', nameOf(of)));
}

/** Throws away what was folded by other books, by another engine, or of another log. Gives how many there were. */
export function forgetOthers(folder: string, of: Folded): number {
  const all = join(folder, 'checkpoints');
  mkdirSync(all, { recursive: true });
  const others = readdirSync(all).filter((name) => name !== nameOf(of));
  for (const name of others) rmSync(join(all, name), { recursive: true, force: true });
  return others.length;
}

function nameOf({ epoch, engine, book }: Folded): string {
  const LENGTH = 16;
  return createHash('sha256').update([epoch, engine, book].join('\n')).digest('hex').slice(0, LENGTH);
}

/** What SQLite says of a file that is none of its own, is damaged, or has other tables: its primary codes ERROR, CORRUPT and NOTADB. */
const UNREADABLE = [1, 11, 26];

/**
 * A file that cannot be read is made anew, and the checkpoints that need it are not used. A full disk or a lock is no reason for that: it
 * passes.
 */
function tableIn(folder: string, onUnfit: (what: string) => void): ItemTable {
  const file = join(folder, 'items.db');
  try {
    return new ItemTable(file);
  } catch (cause) {
    if (!(cause instanceof Error && 'errcode' in cause && UNREADABLE.includes(Number(cause.errcode) & 0xff))) throw cause;
    onUnfit(`The items beside the checkpoints are made anew: ${cause instanceof Error ? cause.message : String(cause)}.`);
    for (const name of readdirSync(folder)) rmSync(join(folder, name), { recursive: true, force: true });
    return new ItemTable(file);
  }
}
