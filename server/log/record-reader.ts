import { DatabaseSync, type StatementSync } from 'node:sqlite';
import type { Batch } from '../../shared/event/index.ts';
import type { LogDamage, LogRecord } from '../ports/index.ts';
import { BatchReader } from './batch-reader.ts';
import { metaOf } from './schema.ts';

export type RecordReaderOptions = { readonly file: string; readonly origin: string; readonly onDamage?: (damage: LogDamage) => void };

/** A log file as another thread reads it: its batches, and what tells one prefix of it from every other. */
export class RecordReader implements LogRecord {
  readonly #reader: BatchReader;
  readonly #database: DatabaseSync;
  readonly #ending: StatementSync;

  constructor({ file, origin, onDamage = () => {} }: RecordReaderOptions) {
    this.#reader = new BatchReader(file, { origin, isWhole: true, onDamage });
    this.#database = new DatabaseSync(file, { readOnly: true });
    this.#database.exec('PRAGMA busy_timeout = 5000');
    this.#ending = this.#database.prepare(
      'SELECT first_place + count - 1 AS place, chain FROM batch WHERE first_place <= ? ORDER BY first_place DESC LIMIT 1',
    );
  }

  read(afterPlace: number, untilPlace: number): AsyncGenerator<Batch> {
    return this.#reader.read(afterPlace, () => untilPlace);
  }

  chainAt(place: number): string | null {
    const row = this.#ending.get(place);
    const chain = row?.['chain'];
    return row?.['place'] === place && chain instanceof Uint8Array ? Buffer.from(chain).toString('hex') : null;
  }

  /** What names a log, and what its chain starts from. @throws KeptError LOG_FORMAT. */
  static namesOf(file: string): { readonly epoch: string; readonly origin: string } {
    const database = new DatabaseSync(file, { readOnly: true });
    try {
      const { epoch, origin } = metaOf(database, file);
      return { epoch, origin };
    } finally {
      database.close();
    }
  }

  close(): void {
    this.#reader.close();
    this.#database.close();
  }
}
