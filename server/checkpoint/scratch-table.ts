import { DatabaseSync, type StatementSync } from 'node:sqlite';
import type { PutAway } from '../../shared/engine/index.ts';
import { SubjectFilter } from './subject-filter.ts';

/** Bodies are long and come in no order: they stand as they come, and only the short subjects are sorted. */
const TABLES = `
  CREATE TABLE item (subject TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT;
  CREATE TABLE joined (register TEXT NOT NULL, subject TEXT NOT NULL, place INTEGER NOT NULL, PRIMARY KEY (register, subject)) STRICT, WITHOUT ROWID;
`;
/** Nothing of it is needed after a crash, and nobody else reads it. */
const SETTINGS = 'PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE; PRAGMA cache_size = -16384;';

/** Items that one run of the server has put away, each as it was last, in a file that ends with it. */
export class ScratchTable {
  readonly #database: DatabaseSync;
  readonly #read: StatementSync;
  readonly #filter: SubjectFilter;
  /** How many it should hold at most. */
  readonly room: number;
  #size = 0;

  constructor(file: string, room: number) {
    this.room = room;
    this.#filter = SubjectFilter.for(room);
    this.#database = new DatabaseSync(file);
    this.#database.exec(`${SETTINGS}${TABLES}`);
    this.#read = this.#database.prepare('SELECT body FROM item WHERE subject = ?');
  }

  get size(): number {
    return this.#size;
  }

  /** All or nothing. @throws Error of the disk. */
  put({ items, joined }: PutAway): void {
    this.#database.exec('BEGIN');
    try {
      const item = this.#database.prepare('INSERT OR REPLACE INTO item (subject, body) VALUES (?, ?)');
      for (let at = 0; at < items.length; at += 2) item.run(items[at] as string, items[at + 1] as string);
      const join = this.#database.prepare('INSERT OR REPLACE INTO joined (register, subject, place) VALUES (?, ?, ?)');
      for (const { key, subject, place } of joined) join.run(key, subject, place);
      this.#database.exec('COMMIT');
    } catch (cause) {
      if (this.#database.isTransaction) this.#database.exec('ROLLBACK');
      throw cause;
    }
    this.#size += items.length / 2;
    for (let at = 0; at < items.length; at += 2) this.#filter.add(items[at] as string);
  }

  read(subject: string): string | null {
    if (!this.#filter.mayHave(subject)) return null;
    const row = this.#read.get(subject);
    return row === undefined ? null : String(row['body']);
  }

  *joiners(key: string): Generator<readonly [subject: string, place: number]> {
    const rows = this.#database.prepare('SELECT subject, place FROM joined WHERE register = ?').all(key);
    for (const row of rows) yield [String(row['subject']), Number(row['place'])];
  }

  *subjects(): Generator<string> {
    for (const row of this.#database.prepare('SELECT subject FROM item').iterate()) yield String(row['subject']);
  }

  close(): void {
    this.#database.close();
  }
}
