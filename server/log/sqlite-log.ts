import { join } from 'node:path';
import { KeptError } from '../../shared/error/index.ts';
import type { Batch, JsonObject, KeptEvent } from '../../shared/event/index.ts';
import type { AppendOptions, Clock, LastGood, Log, LogDamage, LogHealth, Receipt } from '../ports/index.ts';
import { Archive, type Archived } from './archive/archive.ts';
import { BatchReader } from './batch-reader.ts';
import { CheckThread, type FromCheck } from './check/check-thread.ts';
import type { CommitRequest, CommitResult } from './commit.ts';
import type { Erased, Erasure } from './erase/erase.ts';
import { eraseFrom } from './erase/erase-from.ts';
import { Sealer } from './erase/sealing.ts';
import { FolderLock } from './folder-lock.ts';
import { GroupCommit } from './group-commit.ts';
import { Health } from './health.ts';
import { refuseHalf } from './redis/index.ts';
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

type Parts = { readonly file: string; readonly lock: FolderLock; readonly thread: StoreThread; readonly opened: Opened };

/** How often the disk is asked whether it takes something again, while it does not. */
const PROBE_MS = 5_000;

/** The log in one SQLite file, `log.db` in the data folder, written by a thread of its own. One process at a time. */
export class SqliteLog implements Log {
  readonly epoch: string;
  /** What the chain of hashes starts from. */
  readonly origin: string;
  readonly #clock: Clock;
  readonly #file: string;
  readonly #lock: FolderLock;
  readonly #thread: StoreThread;
  readonly #reader: BatchReader;
  readonly #group: GroupCommit;
  readonly #archive: Archive;
  readonly #health = new Health();
  /** The last good entry, once there is damage. */
  #lastGood: LastGood | undefined;
  #cancelProbe = (): void => {};
  #check: CheckThread | undefined;
  #closing: Promise<void> | undefined;

  private constructor(clock: Clock, { file, lock, thread, opened }: Parts) {
    this.epoch = opened.epoch;
    this.origin = opened.origin;
    this.#clock = clock;
    this.#file = file;
    this.#lock = lock;
    this.#thread = thread;
    this.#reader = new BatchReader(file, { origin: opened.origin, isWhole: true, onDamage: (damage) => this.#damaged(damage) });
    this.#archive = new Archive(file, thread);
    this.#group = new GroupCommit({
      clock,
      sealer: new Sealer(opened.personal),
      head: opened.head,
      commit: (request) => this.#commit(request),
    });
    if (opened.damage !== undefined) this.#damaged(opened.damage);
  }

  /**
   * A record that is damaged is opened too, as far as it is good, and takes nothing more; its `health` says what is wrong.
   * @throws FolderLocked (LOG_LOCKED) with the holder, KeptError LOG_FORMAT, LOG_FAILED, LOG_DAMAGED when nothing of it can be read, LOG_ON_REDIS.
   */
  static async open(options: SqliteLogOptions): Promise<SqliteLog> {
    const lock = new FolderLock(options.folder);
    const file = join(options.folder, 'log.db');
    const thread = new StoreThread({ file, personal: options.personal });
    try {
      const opened = await thread.ready();
      refuseHalf(options.folder, opened.head.place);
      return new SqliteLog(options.clock, { file, lock, thread, opened });
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

  /** Reads the whole record slowly in the background. What is wrong becomes the log's health before this resolves. */
  async check(): Promise<FromCheck> {
    const check = new CheckThread(this.#file);
    this.#check = check;
    const result = await check.result;
    if (result.kind === 'damaged') this.#damaged(isBeside(result.damage) ? { ...result.damage, lastGood: this.head() } : result.damage);
    return result;
  }

  health(): LogHealth {
    return this.#health.now;
  }

  onHealth(listener: (health: LogHealth) => void): () => void {
    return this.#health.on(listener);
  }

  head(): LastGood {
    return this.#lastGood ?? this.#group.head;
  }

  inFlightAtMs(): number | null {
    return this.#group.inFlightAtMs;
  }

  append(events: readonly KeptEvent[], options?: AppendOptions): Promise<readonly Receipt[]> {
    const refusal = this.#refusal();
    return refusal === undefined ? this.#group.append(events, options) : Promise.reject(refusal);
  }

  read(afterPlace: number, untilPlace = Number.POSITIVE_INFINITY): AsyncGenerator<Batch> {
    // What is on disk but not yet told to the listeners is not read, so that both see the same order.
    return this.#reader.read(afterPlace, () => Math.min(untilPlace, this.head().place));
  }

  onCommit(listener: (batch: Batch) => void): () => void {
    return this.#group.onCommit(listener);
  }

  /**
   * Erases personal values and writes down which ones, who asked for it and why (LOG-8). The record and its chain stay as they are.
   * @throws KeptError NOTHING_TO_ERASE, LOG_BUSY while another program reads from the files, and those of `append`.
   */
  async erase(erasure: Erasure): Promise<Erased> {
    const refusal = this.#refusal();
    if (refusal !== undefined) throw refusal;
    return eraseFrom(
      {
        nowAtMs: () => this.#clock.nowAtMs(),
        read: () => this.read(0),
        hasPersonal: (place) => this.#reader.personal(place) !== undefined,
        write: async (entry, erases) => void (await this.#group.append([entry], { urgent: true, erases })),
        scrub: () => this.#thread.scrub(),
      },
      erasure,
    );
  }

  /**
   * Moves the bodies of closed months into the archive, those before a month such as `2026-05`. Everything reads as before, LOG-1 too (LOG-9).
   * @throws KeptError VALUE_RANGE, LOG_BUSY when it is under way, LOG_FAILED.
   */
  archive(beforeMonth: string): Promise<readonly Archived[]> {
    const refusal = this.#refusal();
    if (refusal !== undefined) return Promise.reject(refusal);
    return this.#archive.moveBefore(beforeMonth, this.#clock.nowAtMs());
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
    this.#cancelProbe();
    await this.#check?.stop();
    this.#reader.close();
    await this.#thread.close();
    this.#lock.release();
  }

  async #commit(request: CommitRequest): Promise<CommitResult> {
    try {
      const result = await this.#thread.commit(request);
      if (result.unsure === undefined) this.#health.becomeGood();
      else this.#failing(result.unsure);
      return result;
    } catch (cause) {
      if (cause instanceof KeptError && cause.code === 'LOG_DAMAGED')
        this.#damaged({ fault: 'unreadable', what: cause.message, lastGood: this.head() });
      else this.#failing(cause instanceof Error ? cause.message : String(cause));
      throw cause;
    }
  }

  /** Nothing is written to a record that is damaged. */
  #refusal(): KeptError | undefined {
    const health = this.#health.now;
    return health.state === 'damaged' ? new KeptError('LOG_DAMAGED', `The log is damaged. ${health.damage.what}`) : undefined;
  }

  #failing(why: string): void {
    this.#health.become({ state: 'failing', sinceAtMs: this.#clock.nowAtMs(), why });
    this.#cancelProbe();
    this.#cancelProbe = this.#clock.wakeAt(this.#clock.nowAtMs() + PROBE_MS, () => void this.#probe());
  }

  /** Nobody may send anything for hours: whether the fault is gone is found out all the same. */
  async #probe(): Promise<void> {
    if (this.#health.now.state !== 'failing' || this.#closing !== undefined) return;
    try {
      await this.#thread.probe();
      this.#health.becomeGood();
    } catch (cause) {
      this.#failing(cause instanceof Error ? cause.message : String(cause));
    }
  }

  /** The first damage is the one that is told; how far the record is good, each one can only lower. */
  #damaged(damage: LogDamage): void {
    if (damage.lastGood.place < this.head().place || this.#lastGood === undefined) this.#lastGood = damage.lastGood;
    this.#health.become({ state: 'damaged', damage });
  }
}

/** What stands beside the entries is damaged, and each of them reads as it was written. */
function isBeside({ fault }: LogDamage): boolean {
  return fault === 'identity' || fault === 'personal' || fault === 'meta';
}
