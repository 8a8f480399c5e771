import { setTimeout as wait } from 'node:timers/promises';
import { KeptError } from '../../../shared/error/index.ts';
import { Connection, textOf } from './connection.ts';
import { entryId, entryOf, lastPlaceOf, type StreamEntry } from './entry.ts';
import { keysOf } from './keys.ts';
import { asList } from './safety.ts';

export type ConsumerOptions = {
  readonly url: string;
  /** Of the log; its keys begin with it. */
  readonly name: string;
  /** Those of one group share the batches between them; each group gets all. */
  readonly group: string;
  /** Of this consumer within its group; one that starts again under its name first gets what it had not finished. */
  readonly consumer: string;
  /** Called with one batch after another. What it has handled is not given again; what it throws at is, so it must bear a repeat. */
  readonly handle: (entry: StreamEntry) => Promise<void>;
  readonly onFault?: (error: unknown) => void;
  /** A batch that its consumer has not finished for so long is taken over by another. */
  readonly reclaimAfterMs?: number;
  readonly batches?: number;
  /** Awaited before each reading; without it a reading waits for something to come. */
  readonly pace?: () => Promise<void>;
  /** Told after each reading: the last place handled. */
  readonly onHandled?: (place: number) => Promise<void>;
};

const RECLAIM_AFTER_MS = 30_000;
const BATCHES = 16;
const BLOCK_MS = 1000;
const RETRY_MS = 200;

/**
 * Reads the batches of a log as one of a consumer group, each at least once: acknowledged after it is handled, handed to another
 * consumer when this one dies with it. It goes on by itself when Redis was away.
 */
export class StreamConsumer {
  readonly #options: ConsumerOptions;
  readonly #stream: string;
  readonly #connection: Connection;
  #stopped = false;
  #running: Promise<void> | undefined;
  /** What it was given before and did not finish is asked for first. */
  #leftOver = true;
  #reclaimedAtMs = 0;

  private constructor(options: ConsumerOptions, connection: Connection) {
    this.#options = options;
    this.#connection = connection;
    this.#stream = keysOf(options.name).stream;
  }

  /** Joins the group, and makes it where there is none: it is given what Redis still holds, and all that comes; what is older is in the record. @throws KeptError LOG_FAILED. */
  static async join(options: ConsumerOptions): Promise<StreamConsumer> {
    const consumer = new StreamConsumer(options, await Connection.open({ url: options.url }));
    await consumer.#connection.command(['XGROUP', 'CREATE', consumer.#stream, options.group, '0', 'MKSTREAM']).catch((cause: unknown) => {
      if (!textOf(cause).startsWith('BUSYGROUP')) throw cause;
    });
    return consumer;
  }

  /** Runs until `stop`. @throws KeptError LOG_GAP when the group is no more: what it had not read was needed elsewhere. */
  run(): Promise<void> {
    this.#running ??= this.#run();
    return this.#running;
  }

  /** Ends after the batch at hand. */
  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#running?.catch(() => {});
    this.#connection.close();
  }

  async #run(): Promise<void> {
    while (!this.#stopped) {
      try {
        await this.#options.pace?.();
        await this.#turn();
      } catch (cause) {
        if (textOf(cause).startsWith('NOGROUP'))
          throw new KeptError('LOG_GAP', `The group ${this.#options.group} is no more: it was too far behind.`);
        if (cause instanceof KeptError && cause.code === 'LOG_GAP') throw cause;
        if (this.#stopped) return;
        this.#options.onFault?.(cause);
        this.#leftOver = true;
        await wait(RETRY_MS);
      }
    }
  }

  /** One reading: what was left over, then what others left, then what is new. */
  async #turn(): Promise<void> {
    const entries = await this.#next();
    const handled: StreamEntry[] = [];
    try {
      for (const entry of entries) {
        await this.#options.handle(entry);
        handled.push(entry);
        if (this.#stopped && this.#options.pace === undefined) break;
      }
    } finally {
      await this.#acknowledge(handled);
    }
    const last = handled.at(-1);
    if (last !== undefined) await this.#options.onHandled?.(lastPlaceOf(last));
  }

  /** All of a reading at once: each call that changes something has Redis synchronise its disk, for which whoever writes waits as well. */
  async #acknowledge(handled: readonly StreamEntry[]): Promise<void> {
    if (handled.length === 0) return;
    const ids = handled.map(({ firstPlace }) => entryId(firstPlace));
    await this.#connection.command(['XACK', this.#stream, this.#options.group, ...ids]);
  }

  async #next(): Promise<readonly StreamEntry[]> {
    if (this.#leftOver) {
      const own = await this.#read('0', []);
      this.#leftOver = own.length > 0;
      if (this.#leftOver) return own;
    }
    const reclaimed = await this.#reclaim();
    if (reclaimed.length > 0) return reclaimed;
    return this.#read('>', this.#options.pace === undefined ? ['BLOCK', String(Math.min(BLOCK_MS, this.#reclaimAfterMs))] : []);
  }

  get #reclaimAfterMs(): number {
    return this.#options.reclaimAfterMs ?? RECLAIM_AFTER_MS;
  }

  async #read(from: string, more: readonly string[]): Promise<readonly StreamEntry[]> {
    const { group, consumer, batches = BATCHES } = this.#options;
    const asked = ['XREADGROUP', 'GROUP', group, consumer, 'COUNT', String(batches), ...more, 'STREAMS', this.#stream, from];
    const [stream] = asList(await this.#connection.command(asked));
    const [, entries] = asList(stream);
    return asList(entries).map(entryOf);
  }

  async #reclaim(): Promise<readonly StreamEntry[]> {
    if (performance.now() - this.#reclaimedAtMs < this.#reclaimAfterMs / 2) return [];
    const { group, consumer, batches = BATCHES } = this.#options;
    const asked = ['XAUTOCLAIM', this.#stream, group, consumer, String(this.#reclaimAfterMs), '0', 'COUNT', String(batches)];
    const [, entries] = asList(await this.#connection.command(asked));
    const reclaimed = asList(entries).map(entryOf);
    if (reclaimed.length === 0) this.#reclaimedAtMs = performance.now();
    return reclaimed;
  }
}
