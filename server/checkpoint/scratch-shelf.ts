import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type EngineState, putAway, type Shelf, useShelf } from '../../shared/engine/index.ts';
import { ScratchTable } from './scratch-table.ts';

/** What the first file of some has room for. */
const ROOM_MIN = 200_000;

type Scratch = { readonly file: string; readonly table: ScratchTable; lastPut: number };

/**
 * Where the live engine puts items that are over, so that its memory holds what is open whether or not checkpoints are written, or come
 * too late. Its files are of one run of the server: a start reads the checkpoints and the log, never these. Behind them stands what
 * the state began with, and once a checkpoint holds what they do, they go.
 */
export class ScratchShelf implements Shelf {
  readonly #folder: string;
  readonly #roomMin: number;
  /** The one that is written last. */
  readonly #scratches: Scratch[] = [];
  #made = 0;
  #base: Shelf | null = null;

  /** @param folder of its own: whatever is in it goes when it is first written to. @param roomMin items in its first file. */
  constructor(folder: string, roomMin = ROOM_MIN) {
    this.#folder = folder;
    this.#roomMin = roomMin;
  }

  /** Items of a state are here from now on, and those on the shelf that it has. */
  begin(state: EngineState): void {
    this.#base = state.items.shelf;
    useShelf(state, this);
  }

  /** Puts away what is over of the state and was not asked for since the last time. @throws Error of the disk: then all stays where it is. */
  putAway(state: EngineState): void {
    putAway(state, (away) => {
      if (away.items.length === 0) return;
      const scratch = this.#open();
      scratch.table.put(away);
      scratch.lastPut = state.place;
    });
    state.items.turn();
  }

  /** Lets go of what a checkpoint holds. @param base what was over at its place. */
  settle(place: number, base: Shelf): void {
    this.#base = base;
    while (this.#scratches[0] !== undefined && this.#scratches[0].lastPut <= place) this.#drop(this.#scratches.shift() as Scratch);
  }

  read(subject: string): string | null {
    for (let at = this.#scratches.length - 1; at >= 0; at -= 1) {
      const text = this.#scratches[at]?.table.read(subject) ?? null;
      if (text !== null) return text;
    }
    return this.#base?.read(subject) ?? null;
  }

  *joiners(key: string): Generator<readonly [subject: string, place: number]> {
    for (const { table } of this.#scratches) yield* table.joiners(key);
    yield* this.#base?.joiners(key) ?? [];
  }

  *subjects(): Generator<string> {
    const tables = this.#scratches.map(({ table }) => table);
    for (const [at, table] of tables.entries())
      for (const subject of table.subjects()) if (!tables.slice(0, at).some((other) => other.read(subject) !== null)) yield subject;
    for (const subject of this.#base?.subjects() ?? []) if (tables.every((table) => table.read(subject) === null)) yield subject;
  }

  close(): void {
    for (const { table } of this.#scratches.splice(0)) table.close();
    if (this.#made > 0) rmSync(this.#folder, { recursive: true, force: true });
  }

  /** Each has as much room as all before it, so that there are few of them however much they hold. */
  #open(): Scratch {
    const last = this.#scratches.at(-1);
    if (last !== undefined && last.table.size < last.table.room) return last;
    if (this.#made === 0) {
      rmSync(this.#folder, { recursive: true, force: true });
      mkdirSync(this.#folder, { recursive: true });
    }
    this.#made += 1;
    const held = this.#scratches.reduce((sum, { table }) => sum + table.size, 0);
    const file = join(this.#folder, `${this.#made}.db`);
    const scratch: Scratch = { file, table: new ScratchTable(file, Math.max(this.#roomMin, held)), lastPut: 0 };
    this.#scratches.push(scratch);
    return scratch;
  }

  #drop({ file, table }: Scratch): void {
    table.close();
    rmSync(file, { force: true });
  }
}

/** Makes one after the other, in folders of their own. @param folder of the data; what a run before has left there goes. */
export function scratchShelves(folder: string): () => ScratchShelf {
  const all = join(folder, 'live-items');
  let made = 0;
  return () => {
    if (made === 0) rmSync(all, { recursive: true, force: true });
    made += 1;
    return new ScratchShelf(join(all, String(made)));
  };
}
