import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { bookPutIn } from '../../shared/engine/index.ts';
import { KeptError } from '../../shared/error/index.ts';
import type { Batch } from '../../shared/event/index.ts';
import type { BookEntry, LogDamage, LogHistory } from '../ports/index.ts';
import { BODY, withArchive } from './archive/archived-bodies.ts';
import { BatchReader } from './batch-reader.ts';
import { eventOfLine } from './line.ts';
import { metaOf } from './schema.ts';

const BOOK_PUT = 'kept.book-put';

/**
 * The log file of a data folder, opened to be read and nothing else: whoever holds the folder goes on writing. What is on disk may not
 * have been told to the writer's listeners yet, so that a server says up to which place it may be read.
 */
export class LogFile implements LogHistory {
  readonly #database: DatabaseSync;
  readonly #reader: BatchReader;
  readonly #statements: Statements;
  #damage: LogDamage | null = null;
  /** Books by place, as far as the log has been looked through for them. */
  readonly #books: BookEntry[] = [];
  #lookedTo = 0;

  /** @throws KeptError FILE_UNREADABLE, LOG_FORMAT. */
  constructor(folder: string) {
    const file = join(folder, 'log.db');
    if (!existsSync(file)) throw new KeptError('FILE_UNREADABLE', `${folder} holds no log: ${file} is not there.`);
    try {
      this.#database = new DatabaseSync(file, { readOnly: true });
      this.#database.exec('PRAGMA busy_timeout = 5000');
      const { origin } = metaOf(this.#database, file);
      withArchive(this.#database);
      this.#statements = statementsOf(this.#database);
      this.#reader = new BatchReader(file, {
        origin,
        isWhole: true,
        onDamage: (damage) => {
          this.#damage = damage;
        },
      });
    } catch (cause) {
      if (cause instanceof KeptError) throw cause;
      throw new KeptError('FILE_UNREADABLE', `${file} cannot be read: ${cause instanceof Error ? cause.message : String(cause)}.`, {
        cause,
      });
    }
  }

  head(): { readonly place: number; readonly receivedAtMs: number } {
    const { place, receivedAtMs } = this.#holding(Number.MAX_SAFE_INTEGER) ?? { place: 0, receivedAtMs: 0 };
    return { place, receivedAtMs };
  }

  /** Received instants never go back from batch to batch, so that the one that is looked for is found by halving. */
  placeAt(atMs: number): number {
    let [low, high] = [0, this.head().place];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      const batch = this.#holding(middle);
      if (batch === null || batch.receivedAtMs > atMs) high = (batch?.firstPlace ?? middle) - 1;
      else low = batch.place;
    }
    return low;
  }

  receivedAtMs(place: number): number | null {
    const batch = this.#holding(place);
    return batch === null || place > batch.place || place < 1 ? null : batch.receivedAtMs;
  }

  /** @throws KeptError LOG_DAMAGED where the next batch is not as it was written. */
  async *read(afterPlace: number, untilPlace = Number.POSITIVE_INFINITY): AsyncGenerator<Batch> {
    const limit = Math.min(untilPlace, this.head().place);
    yield* this.#reader.read(afterPlace, () => limit);
    if (this.#damage !== null) throw new KeptError('LOG_DAMAGED', this.#damage.what);
  }

  bookAt(place: number): BookEntry | null {
    this.#lookForBooks();
    return this.#books.findLast((book) => book.place <= place) ?? null;
  }

  close(): void {
    this.#reader.close();
    this.#database.close();
  }

  #holding(place: number): { readonly firstPlace: number; readonly place: number; readonly receivedAtMs: number } | null {
    const row = this.#statements.holding.get(place);
    if (row === undefined) return null;
    const firstPlace = Number(row['first_place']);
    return { firstPlace, place: firstPlace + Number(row['count']) - 1, receivedAtMs: Number(row['received_at_ms']) };
  }

  /** Only Kept writes such entries, from its own source: the index of identities says which batches hold any of those. */
  #lookForBooks(): void {
    const { place } = this.head();
    if (place <= this.#lookedTo) return;
    for (const row of this.#statements.own.all(this.#lookedTo)) {
      const firstPlace = Number(row['first_place']);
      const body = this.#statements.body.get(firstPlace)?.['body'];
      if (body instanceof Uint8Array) this.#books.push(...booksIn(Buffer.from(body.buffer, body.byteOffset, body.byteLength), firstPlace));
    }
    this.#lookedTo = place;
  }
}

function booksIn(body: Buffer, firstPlace: number): readonly BookEntry[] {
  if (!body.includes(BOOK_PUT)) return [];
  return body
    .toString('utf8')
    .split('\n')
    .flatMap((line, index) => {
      if (!line.includes(BOOK_PUT)) return [];
      const { type, data } = eventOfLine(line);
      return type === BOOK_PUT ? [{ place: firstPlace + index, ...bookPutIn(data) }] : [];
    });
}

type Statements = Readonly<Record<'holding' | 'own' | 'body', StatementSync>>;

function statementsOf(database: DatabaseSync): Statements {
  return {
    holding: database.prepare(
      'SELECT first_place, count, received_at_ms FROM batch WHERE first_place <= ? ORDER BY first_place DESC LIMIT 1',
    ),
    own: database.prepare(
      `SELECT DISTINCT first_place FROM identity WHERE source = (SELECT id FROM source WHERE name = '/kept') AND first_place > ?
       ORDER BY first_place`,
    ),
    body: database.prepare(`SELECT ${BODY} FROM batch WHERE first_place = ?`),
  };
}
