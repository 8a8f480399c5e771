import { join } from 'node:path';
import { KeptError } from '../../shared/error/index.ts';
import type { Batch, JsonObject, KeptEvent } from '../../shared/event/index.ts';
import type { AppendOptions, Clock, Log, Receipt } from '../ports/index.ts';
import { Archive, type Archived } from './archive.ts';
import { BatchReader } from './batch-reader.ts';
import type { Head } from './commit.ts';
import { ERASED_AT_ONCE_MAX, type Erased, type Erasure, erasedEntry } from './erase.ts';
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

type Parts = {
  readonly file: string;
  readonly lock: FolderLock;
  readonly thread: StoreThread;
  readonly reader: BatchReader;
  readonly opened: Opened;
};

/** The log in one SQLite file, `log.db` in the data folder, written by a thread of its own. One process at a time. */
export class SqliteLog implements Log {
  readonly epoch: string;
  readonly #clock: Clock;
  readonly #lock: FolderLock;
  readonly #thread: StoreThread;
  readonly #reader: BatchReader;
  readonly #group: GroupCommit;
  readonly #archive: Archive;
  #closing: Promise<void> | undefined;

  private constructor(clock: Clock, parts: Parts) {
    this.epoch = parts.opened.epoch;
    this.#clock = clock;
    this.#lock = parts.lock;
    this.#thread = parts.thread;
    this.#reader = parts.reader;
    this.#archive = new Archive(parts.file, parts.thread);
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
      return new SqliteLog(options.clock, { file, lock, thread, reader: new BatchReader(file), opened });
    } catch (cause) {
      await thread.close();
      lock.release();
      throw cause;
    }
  }

  /**
   * Lets other processes that find the folder in use know where to send their events, and gives those that may read the folder the
   * key to what only they may ask for.
   */
  announcePort(port: number, key?: string): void {
    this.#lock.announce({ pid: process.pid, port, ...(key === undefined ? {} : { key }) });
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

  /**
   * Erases personal values and writes down which ones, who asked for it and why (LOG-8). The record and its chain stay as they are.
   * @throws KeptError NOTHING_TO_ERASE, LOG_BUSY while another program reads from the files, and those of `append`.
   */
  async erase(erasure: Erasure): Promise<Erased> {
    const places = await this.#placesToErase(erasure);
    for (let at = 0; at < places.length; at += ERASED_AT_ONCE_MAX) {
      const some = places.slice(at, at + ERASED_AT_ONCE_MAX);
      await this.#group.append([erasedEntry(some, erasure, this.#clock.nowAtMs())], { urgent: true, erases: some });
    }
    // Also when nothing is left: the last time somebody may have been reading.
    if (!(await this.#thread.scrub()))
      throw new KeptError('LOG_BUSY', 'Another program reads the log, whose files still hold what was erased.');
    if (places.length === 0) throw new KeptError('NOTHING_TO_ERASE', 'No personal values are kept for these events.');
    return { places };
  }

  /**
   * Moves the bodies of closed months into the archive, those before a month such as `2026-05`. Everything reads as before, LOG-1 too (LOG-9).
   * @throws KeptError VALUE_RANGE, LOG_BUSY when it is under way, LOG_FAILED.
   */
  archive(beforeMonth: string): Promise<readonly Archived[]> {
    return this.#archive.moveBefore(beforeMonth, this.#clock.nowAtMs());
  }

  async #placesToErase({ of }: Erasure): Promise<readonly number[]> {
    if ('places' in of) return [...new Set(of.places)].filter((place) => this.#reader.personal(place) !== undefined);
    const places: number[] = [];
    for await (const { firstPlace, events } of this.read(0)) {
      for (const [index, { subject }] of events.entries()) {
        if (subject === of.subject && this.#reader.personal(firstPlace + index) !== undefined) places.push(firstPlace + index);
      }
    }
    return places;
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
    await this.#archive.stop();
    this.#reader.close();
    await this.#thread.close();
    this.#lock.release();
  }
}
