import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import type { PutAway, Shelf } from '../../shared/engine/index.ts';
import { BlockTable } from './block-table.ts';
import { SubjectFilter } from './subject-filter.ts';

/**
 * `item`: each item that was over when the checkpoint at `put` was made, as it was then; a later word about it puts it down again.
 * `joined`: what it joins of the register. `checkpoint`: places up to which all of it is here.
 */
const TABLES = `
  CREATE TABLE IF NOT EXISTS item (subject TEXT NOT NULL, put INTEGER NOT NULL, body TEXT NOT NULL) STRICT;
  CREATE INDEX IF NOT EXISTS item_of ON item (subject, put);
  CREATE TABLE IF NOT EXISTS joined (register TEXT NOT NULL, put INTEGER NOT NULL, subject TEXT NOT NULL, place INTEGER NOT NULL) STRICT;
  CREATE INDEX IF NOT EXISTS joined_of ON joined (register, put);
  CREATE TABLE IF NOT EXISTS checkpoint (place INTEGER PRIMARY KEY) STRICT;
`;
/** All of it can be made again from the log, so it need not be on disk at once; what is there is there in order. */
const SETTINGS = 'PRAGMA busy_timeout = 5000; PRAGMA page_size = 16384; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;';

/** Items that are over, in a SQLite file that follows from the log. */
export class ItemTable {
  readonly #file: string;
  readonly #database: DatabaseSync;
  readonly #latest: StatementSync;
  readonly #joiners: StatementSync;
  readonly #isComplete: StatementSync;
  #filter: SubjectFilter | null;
  readonly blocks: BlockTable;

  constructor(file: string) {
    this.#file = file;
    this.#database = new DatabaseSync(file);
    this.#database.exec(`${SETTINGS}${TABLES}`);
    this.#latest = this.#database.prepare('SELECT body FROM item WHERE subject = ? AND put <= ? ORDER BY put DESC LIMIT 1');
    this.#joiners = this.#database.prepare('SELECT subject, place FROM joined WHERE register = ? AND put <= ?');
    this.#isComplete = this.#database.prepare('SELECT 1 FROM checkpoint WHERE place = ?');
    this.#filter = this.#readFilter();
    this.blocks = new BlockTable(this.#database);
  }

  /** Whether all that was put away up to a checkpoint is here. */
  holds(place: number): boolean {
    return this.#isComplete.get(place) !== undefined;
  }

  /** Takes what was put away when a checkpoint was made. */
  put(place: number, { items, joined }: PutAway): void {
    this.#database.exec('BEGIN IMMEDIATE');
    const item = this.#database.prepare('INSERT INTO item (subject, put, body) VALUES (?, ?, ?)');
    for (let at = 0; at < items.length; at += 2) item.run(items[at] as string, place, items[at + 1] as string);
    const join = this.#database.prepare('INSERT INTO joined (register, put, subject, place) VALUES (?, ?, ?, ?)');
    for (const each of joined) join.run(each.key, place, each.subject, each.place);
    this.#database.prepare('INSERT OR IGNORE INTO checkpoint (place) VALUES (?)').run(place);
    this.#database.exec('COMMIT');
    this.#widen(items);
  }

  /** What was put away up to a place, for a state of that place or one that goes on from it. */
  shelf(place: number): Shelf {
    return {
      read: (subject) => {
        if (this.#filter !== null && !this.#filter.mayHave(subject)) return null;
        const row = this.#latest.get(subject, place);
        return row === undefined ? null : String(row['body']);
      },
      joiners: (key) => this.#joiners.all(key, place).map((row) => [String(row['subject']), Number(row['place'])] as const),
      subjects: () => this.#subjects(place),
    };
  }

  /** Looks again at which subjects are here: another thread has put some down. */
  refresh(): void {
    this.#filter = this.#readFilter();
  }

  close(): void {
    this.#database.close();
  }

  *#subjects(place: number): Generator<string> {
    const rows = this.#database.prepare('SELECT DISTINCT subject FROM item WHERE put <= ?').iterate(place);
    for (const row of rows) yield String(row['subject']);
  }

  #widen(items: readonly string[]): void {
    const count = Number(this.#database.prepare('SELECT max(rowid) AS count FROM item').get()?.['count'] ?? 0);
    let filter = this.#filter;
    if (filter === null || filter.roomFor < count) {
      filter = SubjectFilter.for(2 * count);
      for (const row of this.#database.prepare('SELECT subject FROM item').iterate()) filter.add(String(row['subject']));
    } else for (let at = 0; at < items.length; at += 2) filter.add(items[at] as string);
    this.#filter = filter;
    const counted = Buffer.alloc(8);
    counted.writeDoubleLE(count);
    writeFileSync(`${this.#filterFile}.part`, Buffer.concat([counted, Buffer.from(filter.bits.buffer)]));
    renameSync(`${this.#filterFile}.part`, this.#filterFile);
  }

  get #filterFile(): string {
    return `${this.#file}.filter`;
  }

  /** `null` where it does not know all that is here: then every subject is looked for. */
  #readFilter(): SubjectFilter | null {
    const count = Number(this.#database.prepare('SELECT max(rowid) AS count FROM item').get()?.['count'] ?? 0);
    if (count === 0) return new SubjectFilter();
    if (!existsSync(this.#filterFile)) return null;
    const bytes = readFileSync(this.#filterFile);
    if (bytes.length < 8 || bytes.length % 4 !== 0 || bytes.readDoubleLE(0) < count) return null;
    return new SubjectFilter(new Uint32Array(bytes.buffer.slice(bytes.byteOffset + 8, bytes.byteOffset + bytes.length)));
  }
}
