import { join } from 'node:path';
import { Checkpoints } from '../checkpoint/index.ts';
import { RecordReader, type RedisLog, SqliteLog } from '../log/index.ts';
import type { BookText } from './book-file.ts';
import { say } from './say.ts';

/** The thread that writes them. */
export const CHECKPOINT_PROGRAM = new URL('./checkpoint-worker.ts', import.meta.url);

/**
 * The checkpoints of the book that the engine runs under, and while it changes those of the next one. There are none of a record that is
 * damaged, nor where its newest entries are on Redis first.
 */
export class RunningCheckpoints {
  readonly #folder: string;
  readonly #log: SqliteLog | RedisLog;
  #current: Checkpoints | null = null;
  #next: Checkpoints | null = null;

  /** @param folder of the data. */
  constructor(folder: string, log: SqliteLog | RedisLog) {
    this.#folder = folder;
    this.#log = log;
  }

  /** Those of a book that the log is about to be judged by. */
  of(book: BookText): Checkpoints | null {
    if (!(this.#log instanceof SqliteLog) || this.#log.health().state === 'damaged') return null;
    this.#next = this.#opened(this.#log, book);
    return this.#next;
  }

  /** What a full disk, or anything else in their place, does to checkpoints is no reason not to serve. */
  #opened({ epoch, origin }: SqliteLog, book: BookText): Checkpoints | null {
    const log = new RecordReader({ file: join(this.#folder, 'log.db'), origin });
    try {
      return new Checkpoints({ folder: this.#folder, epoch, origin, log, program: CHECKPOINT_PROGRAM, book, say });
    } catch (cause) {
      log.close();
      say(`There are no checkpoints until the next start: ${cause instanceof Error ? cause.message : String(cause)}.`);
      return null;
    }
  }

  /** The engine runs under the book that was asked for last: those of any other are of no more use. */
  async settle(): Promise<void> {
    const before = this.#current;
    this.#current = this.#next;
    this.#next = null;
    await before?.close();
    this.#current?.forgetOthers();
  }

  async close(): Promise<void> {
    await Promise.all([this.#current?.close(), this.#next?.close()]);
  }
}
