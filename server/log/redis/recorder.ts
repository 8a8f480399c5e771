import { setTimeout as wait } from 'node:timers/promises';
import { assert, KeptError } from '../../../shared/error/index.ts';
import type { CommitRequest } from '../commit.ts';
import { chainLink } from '../schema.ts';
import type { StoreThread } from '../store-thread.ts';
import { Connection, type Reply } from './connection.ts';
import { entryId, type StreamEntry } from './entry.ts';
import { keysOf } from './keys.ts';
import type { RecordEnd } from './record-end.ts';
import type { RedisStream } from './redis-stream.ts';
import { asList } from './safety.ts';
import { StreamConsumer } from './stream-consumer.ts';

export type RecorderOptions = {
  readonly url: string;
  readonly name: string;
  readonly store: StoreThread;
  readonly stream: RedisStream;
  readonly end: RecordEnd;
  readonly onRecorded: (place: number) => void;
  readonly onFault: (error: unknown) => void;
};

export const RECORD_GROUP = 'record';
/** How long batches gather before they are recorded; nobody waits for it. */
const RECORD_EVERY_MS = 1000;
/** How long the record may stand still while somebody waits for it. */
const REACH_MS_MAX = 30_000;
/** Batches that a slow consumer group may leave unread before it is given up, so that Redis does not fill. */
const UNREAD_BATCHES_MAX = 50_000;

/**
 * Brings the batches of the stream into the record, in order, and takes them out of Redis only then. A batch that comes twice is found to
 * be there already, so a crash between the two does no harm.
 */
export class Recorder {
  readonly #options: RecorderOptions;
  readonly #keys: ReturnType<typeof keysOf>;
  readonly #connection: Connection;
  #consumer: StreamConsumer | undefined;
  #place: number;
  #chain: Uint8Array;
  /** Up to here somebody waits for it. */
  #wantedPlace = 0;
  #hurry = Promise.withResolvers<void>();
  #reached = Promise.withResolvers<void>();

  private constructor(options: RecorderOptions, connection: Connection) {
    this.#options = options;
    this.#connection = connection;
    this.#keys = keysOf(options.name);
    this.#place = options.end.place;
    this.#chain = options.end.chain;
  }

  static async start(options: RecorderOptions): Promise<Recorder> {
    const recorder = new Recorder(options, await Connection.open({ url: options.url }));
    recorder.#consumer = await StreamConsumer.join({
      url: options.url,
      name: options.name,
      group: RECORD_GROUP,
      consumer: 'recorder',
      handle: (entry) => recorder.#record(entry),
      onHandled: () => recorder.#trim(),
      pace: () => recorder.#pace(),
      onFault: options.onFault,
    });
    // What was delivered before a backup of the record was brought back is read again.
    await recorder.#connection.command(['XGROUP', 'SETID', recorder.#keys.stream, RECORD_GROUP, `${options.end.place}-1`]);
    recorder.#reached.promise.catch(() => {}); // Those who wait hear of it.
    recorder.#consumer.run().catch((cause: unknown) => {
      recorder.#reached.reject(cause);
      options.onFault(cause);
    });
    return recorder;
  }

  get place(): number {
    return this.#place;
  }

  /** Records all up to a place at once, and resolves when it is in the record. */
  async reach(place: number): Promise<void> {
    this.#wantedPlace = Math.max(this.#wantedPlace, place);
    while (this.#place < place) {
      this.#hurry.resolve();
      const wasPlace = this.#place;
      const patience = new AbortController();
      await Promise.race([this.#reached.promise, wait(REACH_MS_MAX, undefined, { signal: patience.signal }).catch(() => {})]);
      patience.abort();
      if (this.#place === wasPlace) throw new KeptError('LOG_FAILED', `Nothing goes from Redis into the record after place ${wasPlace}.`);
    }
  }

  async stop(): Promise<void> {
    this.#hurry.resolve();
    await this.#consumer?.stop();
    this.#connection.close();
  }

  /** @throws KeptError LOG_GAP when a batch is not the one that follows, or was altered. */
  async #record(entry: StreamEntry): Promise<void> {
    if (entry.firstPlace <= this.#place) return;
    const chain = chainLink(this.#chain, entry);
    if (entry.firstPlace !== this.#place + 1 || !chain.equals(entry.chain)) {
      throw new KeptError(
        'LOG_GAP',
        `The batch at place ${entry.firstPlace} in Redis does not go on from place ${this.#place} of the record.`,
      );
    }
    const personal = await this.#options.stream.personalOf(entry.personal);
    const values = personal.flatMap((of, at) => of.map((value) => ({ ...value, index: (entry.personal[at] ?? 0) - entry.firstPlace })));
    const result = await this.#options.store.commit({ ...requestOf(entry), personal: values });
    assert(result.firstPlace === entry.firstPlace, `the record gives a batch the place that it has in Redis, ${entry.firstPlace}`);
    this.#chain = chain;
    this.#place = entry.firstPlace + entry.count - 1;
    if (entry.personal.length > 0) await this.#connection.command(['HDEL', this.#keys.personal, ...entry.personal.map(String)]);
    this.#options.onRecorded(this.#place);
    this.#tellReached();
  }

  /** Takes out of Redis what is in the record and read by every group. */
  async #trim(): Promise<void> {
    const groups = asList(await this.#connection.command(['XINFO', 'GROUPS', this.#keys.stream])).map(groupOf);
    let floor = this.#place + 1;
    for (const { name, unread, readTo, pending } of groups) {
      if (name === RECORD_GROUP) continue;
      if (unread > UNREAD_BATCHES_MAX) {
        await this.#connection.command(['XGROUP', 'DESTROY', this.#keys.stream, name]);
        this.#options.onFault(new KeptError('LOG_GAP', `The group ${name} left ${unread} batches unread and was given up.`));
        continue;
      }
      floor = Math.min(floor, pending === 0 ? readTo + 1 : await this.#oldestPending(name));
    }
    await this.#connection.command(['XTRIM', this.#keys.stream, 'MINID', entryId(floor)]);
  }

  async #oldestPending(group: string): Promise<number> {
    const [, oldest] = asList(await this.#connection.command(['XPENDING', this.#keys.stream, group]));
    return placeOf(oldest);
  }

  async #pace(): Promise<void> {
    const enough = new AbortController();
    await Promise.race([wait(RECORD_EVERY_MS, undefined, { signal: enough.signal }).catch(() => {}), this.#hurry.promise]);
    enough.abort();
    if (this.#place >= this.#wantedPlace) this.#hurry = Promise.withResolvers();
  }

  #tellReached(): void {
    this.#reached.resolve();
    this.#reached = Promise.withResolvers();
    this.#reached.promise.catch(() => {});
  }
}

/** What the record is to write; it sifts once more, so that a repeat would be found. */
function requestOf({ receivedAtMs, body, origins, count, erases }: StreamEntry): Omit<CommitRequest, 'personal'> {
  const days = new Int32Array(count);
  const sourceOf = new Uint32Array(count);
  let at = 0;
  for (const [source, day, length] of origins.runs) {
    days.fill(day, at, at + length);
    sourceOf.fill(source, at, at + length);
    at += length;
  }
  // A copy: its bytes go to the thread.
  return { receivedAtMs, body: new Uint8Array(body), days, sourceOf, sources: origins.sources, erases };
}

type GroupState = { readonly name: string; readonly unread: number; readonly readTo: number; readonly pending: number };

function groupOf(reply: Reply): GroupState {
  const flat = asList(reply);
  const of = (key: string): Reply | undefined => flat[flat.findIndex((field) => String(field) === key) + 1];
  return {
    name: String(of('name')),
    unread: Number(of('lag') ?? 0),
    readTo: placeOf(of('last-delivered-id')),
    pending: Number(of('pending')),
  };
}

function placeOf(id: Reply | undefined): number {
  return Number.parseInt(String(id), 10);
}
