import { join } from 'node:path';
import type { Batch, JsonObject, KeptEvent } from '../../shared/event/index.ts';
import type { AppendOptions, Clock, Log, Receipt } from '../ports/index.ts';
import { BatchReader } from './batch-reader.ts';
import type { Head } from './commit.ts';
import { FolderLock } from './folder-lock.ts';
import { GroupCommit } from './group-commit.ts';
import { Sealer } from './sealing.ts';
import { type Opened, StoreThread } from './store-thread.ts';

export type SqliteLogOptions = {
  /** Made when it does not exist. */
  readonly folder: string;
  readonly clock: Clock;
  /**
   * Paths whose values are kept apart from the first event on: `data.passenger`, `customer.phone`. The file remembers
   * them, and they hold where none are given.
   */
  readonly personal?: readonly string[];
};

type Parts = { readonly lock: FolderLock; readonly thread: StoreThread; readonly reader: BatchReader; readonly opened: Opened };

/** The log in one SQLite file, `log.db` in the data folder, written by a thread of its own. One process at a time. */
export class SqliteLog implements Log {
  readonly epoch: string;
  readonly #lock: FolderLock;
  readonly #thread: StoreThread;
  readonly #reader: BatchReader;
  readonly #group: GroupCommit;
  #closing: Promise<void> | undefined;

  private constructor(clock: Clock, parts: Parts) {
    this.epoch = parts.opened.epoch;
    this.#lock = parts.lock;
    this.#thread = parts.thread;
    this.#reader = parts.reader;
    this.#group = new GroupCommit({
      clock,
      sealer: new Sealer(parts.opened.personal),
      head: parts.opened.head,
      commit: (request) => parts.thread.commit(request),
    });
  }

  /** @throws FolderLocked (LOG_LOCKED) with the holder, KeptError LOG_FORMAT, LOG_FAILED. */
  static async open(options: SqliteLogOptions): Promise<SqliteLog> {
    const lock = new FolderLock(options.folder);
    const file = join(options.folder, 'log.db');
    const thread = new StoreThread({ file, personal: options.personal });
    try {
      const opened = await thread.ready();
      return new SqliteLog(options.clock, { lock, thread, reader: new BatchReader(file), opened });
    } catch (cause) {
      await thread.close();
      lock.release();
      throw cause;
    }
  }

  /** Lets other processes that find the folder in use know where to send their events. */
  announcePort(port: number): void {
    this.#lock.announce({ pid: process.pid, port });
  }

  head(): Head {
    return this.#group.head;
  }

  inFlightAtMs(): number | null {
    return this.#group.inFlightAtMs;
  }

  append(events: readonly KeptEvent[], options?: AppendOptions): Promise<readonly Receipt[]> {
    return this.#group.append(events, options);
  }

  read(afterPlace: number, untilPlace = Number.POSITIVE_INFINITY): AsyncGenerator<Batch> {
    // What is on disk but not yet told to the listeners is not read, so that both see the same order.
    return this.#reader.read(afterPlace, () => Math.min(untilPlace, this.#group.head.place));
  }

  onCommit(listener: (batch: Batch) => void): () => void {
    return this.#group.onCommit(listener);
  }

  async personal(place: number): Promise<JsonObject | undefined> {
    return this.#reader.personal(place);
  }

  /** Writes what was taken, then lets go of the folder. */
  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    await this.#group.close();
    this.#reader.close();
    await this.#thread.close();
    this.#lock.release();
  }
}
