import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { PackedBlock } from './packed-block.ts';

/** `block`: packed texts of items. `block_span`: the first and the last checkpoint that needs each. */
const TABLES = `
  CREATE TABLE IF NOT EXISTS block (id INTEGER PRIMARY KEY, size INTEGER NOT NULL, packed BLOB NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS block_span (id INTEGER PRIMARY KEY, first INTEGER NOT NULL, last INTEGER NOT NULL) STRICT;
  CREATE INDEX IF NOT EXISTS block_span_of ON block_span (first, last);
`;

/** Blocks of texts that checkpoints share: between one and the next, most items are as they were. */
export class BlockTable {
  readonly #database: DatabaseSync;
  readonly #read: StatementSync;

  constructor(database: DatabaseSync) {
    this.#database = database;
    database.exec(TABLES);
    this.#read = database.prepare('SELECT size, packed FROM block WHERE id = ?');
  }

  /** Keeps the blocks of a checkpoint. Gives their numbers. */
  put(place: number, blocks: readonly PackedBlock[]): readonly number[] {
    this.#database.exec('BEGIN IMMEDIATE');
    const insert = this.#database.prepare('INSERT INTO block (size, packed) VALUES (?, ?)');
    const begin = this.#database.prepare('INSERT INTO block_span (id, first, last) VALUES (?, ?, ?)');
    const extend = this.#database.prepare('UPDATE block_span SET last = max(last, ?) WHERE id = ?');
    const numbers = blocks.map((block) => {
      if (block.number !== null) {
        extend.run(place, block.number);
        return block.number;
      }
      const number = Number(insert.run(block.size, block.packed).lastInsertRowid);
      begin.run(number, place, place);
      return number;
    });
    this.#database.exec('COMMIT');
    for (const [at, block] of blocks.entries()) block.number = numbers[at] ?? null;
    return numbers;
  }

  /** Blocks by their numbers; `null` where one is not here. */
  read(numbers: readonly number[]): readonly PackedBlock[] | null {
    const blocks: PackedBlock[] = [];
    for (const number of numbers) {
      const row = this.#read.get(number);
      if (!(row?.['packed'] instanceof Uint8Array)) return null;
      const block = new PackedBlock(row['packed'], Number(row['size']));
      block.number = number;
      blocks.push(block);
    }
    return blocks;
  }

  /** Throws away those that only checkpoints between two places needed. */
  drop(afterPlace: number, beforePlace: number): void {
    const gone = 'SELECT id FROM block_span WHERE first > ? AND last < ?';
    this.#database.exec('BEGIN IMMEDIATE');
    this.#database.prepare(`DELETE FROM block WHERE id IN (${gone})`).run(afterPlace, beforePlace);
    this.#database.prepare(`DELETE FROM block_span WHERE id IN (${gone})`).run(afterPlace, beforePlace);
    this.#database.exec('COMMIT');
  }
}
