import { hostname } from 'node:os';
import { join, resolve } from 'node:path';
import { KeptError } from '../../../shared/error/index.ts';
import type { Batch, JsonObject, KeptEvent } from '../../../shared/event/index.ts';
import type { AppendOptions, Clock, Log, LogDamage, LogHealth, Receipt } from '../../ports/index.ts';
import { Archive, type Archived } from '../archive/archive.ts';
import { CheckThread, type FromCheck } from '../check/check-thread.ts';
import type { CommitRequest, CommitResult, Head } from '../commit.ts';
import type { Erased, Erasure } from '../erase/erase.ts';
import { eraseFrom } from '../erase/erase-from.ts';
import { Sealer } from '../erase/sealing.ts';
import { FolderLock } from '../folder-lock.ts';
import { GroupCommit } from '../group-commit.ts';
import { Health } from '../health.ts';
import { openParts, type Parts } from './open-parts.ts';
import { personalAt, readBoth } from './read-both.ts';
import { RedisWriter } from './redis-writer.ts';
import { rewriteFile } from './rewrite-file.ts';
import { refuseUnsafe } from './safety.ts';

export type RedisLogOptions = {
  /** `redis://user:password@host:port/database`. */
  readonly url: string;
  /** Where the record is; made when it does not exist. */
  readonly folder: string;
  readonly clock: Clock;
  readonly personal?: readonly string[];
  /** The keys of this log begin with it. */
  readonly name?: string;
  /** Takes a Redis that may lose what it has acknowledged. */
  readonly unsafe?: boolean;
  /** Told when Redis goes away, has lost something, or belongs to somebody else now. */
  readonly onFault?: (error: KeptError) => void;
  readonly leaseMs?: number;
  readonly inDoubtMs?: number;
};

const NAME = 'kept';
const LEASE_MS = 10_000;
const IN_DOUBT_MS = 5000;
/** Redis writes what has come in together with one synchronisation of its disk, so a few more are sent before the first is answered. */
const UNDER_WAY_MAX = 8;

/**
 * The log with Redis Streams in front: an append is answered when its batch is on the disk of Redis, where consumer groups read it; the
 * record is the SQLite file of the data folder, to which batches go within seconds and from which they then leave Redis.
 */
export class RedisLog implements Log {
  readonly epoch: string;
  readonly #clock: Clock;
  readonly #lock: FolderLock;
  readonly #parts: Parts;
  readonly #writer: RedisWriter;
  readonly #health = new Health();
  readonly #group: GroupCommit;
  readonly #archive: Archive;
  readonly #renewal: NodeJS.Timeout;
  #check: CheckThread | undefined;
  #closing: Promise<void> | undefined;

  private constructor(options: Required<RedisLogOptions>, { lock, parts }: { readonly lock: FolderLock; readonly parts: Parts }) {
    this.epoch = parts.head.epoch;
    this.#clock = options.clock;
    this.#lock = lock;
    this.#parts = parts;
    this.#archive = new Archive(parts.file, parts.store);
    this.#writer = new RedisWriter({
      stream: parts.stream,
      sieve: parts.sieve,
      head: parts.head,
      inDoubtMs: options.inDoubtMs,
      makeReady: async () => {
        if (!options.unsafe) await refuseUnsafe(parts.connection);
        await parts.stream.prepare();
      },
      onKept: (place) => parts.mark.write(place),
      onFound: (batch) => this.#group.found(batch),
      onFault: options.onFault,
      hurry: (place) => void parts.recorder.reach(place).catch(() => {}),
    });
    this.#group = new GroupCommit({
      clock: options.clock,
      sealer: new Sealer(parts.personal),
      head: headOf(parts.head),
      underWayMax: UNDER_WAY_MAX,
      commit: (request) => this.#commit(request),
    });
    this.#renewal = setInterval(() => void this.#writer.hold(), options.leaseMs / 5);
  }

  /**
   * Brings into the record what Redis still holds, then goes on from there.
   * @throws FolderLocked, KeptError LOG_LOCKED, LOG_UNSAFE, LOG_GAP, LOG_FORMAT, LOG_FAILED, USAGE.
   */
  static async open(options: RedisLogOptions): Promise<RedisLog> {
    const whole = withDefaults(options);
    const lock = new FolderLock(options.folder);
    const writer = `${hostname()}:${resolve(options.folder).replaceAll(' ', '_')}`;
    const file = join(options.folder, 'log.db');
    const told = { recorded: (_: number): void => {}, damaged: (_: LogDamage): void => {} };
    const onRecorded = (place: number): void => told.recorded(place);
    const onDamage = (damage: LogDamage): void => told.damaged(damage);
    try {
      const log = new RedisLog(whole, {
        lock,
        parts: await openParts({ ...whole, writer, file, given: options.personal, onRecorded, onDamage }),
      });
      told.damaged = (damage) => log.#health.become({ state: 'damaged', damage });
      told.recorded = (place) => log.#writer.recorded(place);
      return log;
    } catch (cause) {
      lock.release();
      throw cause;
    }
  }

  /** Lets other processes that find the folder in use know where to send their events. */
  announcePort(port: number, key?: string): void {
    this.#lock.announce({ pid: process.pid, port, ...(key === undefined ? {} : { key }) });
  }

  /** Reads the whole record slowly in the background. What is wrong becomes the log's health before this resolves. */
  async check(): Promise<FromCheck> {
    this.#check = new CheckThread(this.#parts.file);
    const result = await this.#check.result;
    if (result.kind === 'damaged') this.#health.become({ state: 'damaged', damage: result.damage });
    return result;
  }

  health(): LogHealth {
    return this.#health.now;
  }

  onHealth(listener: (health: LogHealth) => void): () => void {
    return this.#health.on(listener);
  }

  head(): Head {
    return this.#group.head;
  }

  inFlightAtMs(): number | null {
    return this.#group.inFlightAtMs;
  }

  append(events: readonly KeptEvent[], options?: AppendOptions): Promise<readonly Receipt[]> {
    const health = this.#health.now;
    if (health.state === 'damaged') return Promise.reject(new KeptError('LOG_DAMAGED', `The log is damaged. ${health.damage.what}`));
    return this.#group.append(events, options);
  }

  read(afterPlace: number, untilPlace = Number.POSITIVE_INFINITY): AsyncGenerator<Batch> {
    return readBoth(this.#parts, afterPlace, () => Math.min(untilPlace, this.#group.head.place));
  }

  onCommit(listener: (batch: Batch) => void): () => void {
    return this.#group.onCommit(listener);
  }

  personal(place: number): Promise<JsonObject | undefined> {
    return personalAt(this.#parts, place);
  }

  /**
   * Erases personal values from the record and from the file of Redis, and writes down which ones, who asked for it and why (LOG-8).
   * @throws KeptError NOTHING_TO_ERASE, LOG_BUSY while another program reads from the files, and those of `append`.
   */
  async erase(erasure: Erasure): Promise<Erased> {
    const { reader, store, connection } = this.#parts;
    await this.record();
    return eraseFrom(
      {
        nowAtMs: () => this.#clock.nowAtMs(),
        read: () => this.read(0),
        hasPersonal: (place) => reader.personal(place) !== undefined,
        write: async (entry, erases) => {
          await this.#group.append([entry], { urgent: true, erases });
          await this.record();
        },
        scrub: async () => (await rewriteFile(connection)) && (await store.scrub()),
      },
      erasure,
    );
  }

  /**
   * Moves the bodies of closed months into the archive, those before a month such as `2026-05`. Everything reads as before, LOG-1 too (LOG-9).
   * @throws KeptError VALUE_RANGE, LOG_BUSY when it is under way, LOG_FAILED.
   */
  archive(beforeMonth: string): Promise<readonly Archived[]> {
    return this.#archive.moveBefore(beforeMonth, this.#clock.nowAtMs());
  }

  /** Resolves when all that was acknowledged so far is in the record and has left Redis. */
  async record(): Promise<void> {
    await this.#parts.recorder.reach(this.#group.head.place);
  }

  /** Writes what was taken, brings it into the record, and lets go of Redis and of the folder. */
  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #commit(request: CommitRequest): Promise<CommitResult> {
    try {
      const result = await this.#writer.commit(request);
      this.#health.becomeGood();
      return result;
    } catch (cause) {
      this.#health.become({
        state: 'failing',
        sinceAtMs: this.#clock.nowAtMs(),
        why: cause instanceof Error ? cause.message : String(cause),
      });
      throw cause;
    }
  }

  async #close(): Promise<void> {
    const { mark } = this.#parts;
    await this.#group.close();
    await this.#archive.stop();
    await this.#check?.stop();
    clearInterval(this.#renewal);
    const isWhole = await within(CLOSE_MS_MAX, this.record());
    this.#writer.close();
    if (isWhole) mark.remove();
    else mark.close();
    await this.#parts.close();
    this.#lock.release();
  }
}

function headOf({ place, receivedAtMs, chain }: Parts['head']): Head {
  return place === 0 ? { place, receivedAtMs } : { place, receivedAtMs, seal: chain.toString('hex') };
}

/** What Redis does not give up within that time, because it is away, is brought in at the next start. */
const CLOSE_MS_MAX = 5000;

async function within(msMax: number, work: Promise<void>): Promise<boolean> {
  const { promise: late, resolve: expire } = Promise.withResolvers<boolean>();
  const timer = setTimeout(() => expire(false), msMax);
  const done = work.then(
    () => true,
    () => false,
  );
  const isDone = await Promise.race([done, late]);
  clearTimeout(timer);
  return isDone;
}

function withDefaults(options: RedisLogOptions): Required<RedisLogOptions> {
  const ignore = (_: KeptError): void => {};
  const defaults = { personal: [], name: NAME, unsafe: false, onFault: ignore, leaseMs: LEASE_MS, inDoubtMs: IN_DOUBT_MS };
  if (options.name !== undefined && !/^[\w-]+$/.test(options.name)) throw new KeptError('USAGE', `"${options.name}" is no name for a log.`);
  return { ...defaults, ...options };
}
