import { dirname } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { KeptError } from '../../../shared/error/index.ts';
import type { LogDamage } from '../../ports/index.ts';
import { BatchReader } from '../batch-reader.ts';
import { StoreThread } from '../store-thread.ts';
import { AcknowledgedMark, markedPlace } from './acknowledged-mark.ts';
import { Connection, textOf } from './connection.ts';
import { keysOf } from './keys.ts';
import { type RecordEnd, recordEnd } from './record-end.ts';
import { Recorder } from './recorder.ts';
import { RedisStream, type StreamHead } from './redis-stream.ts';
import { refuseUnsafe } from './safety.ts';
import { SieveThread } from './sieve-thread.ts';

export type PartsOptions = {
  readonly url: string;
  readonly name: string;
  readonly unsafe: boolean;
  readonly leaseMs: number;
  /** Who writes, for others to read. */
  readonly writer: string;
  readonly file: string;
  /** Paths of personal fields, where the book is known. */
  readonly given: readonly string[] | undefined;
  readonly onRecorded: (place: number) => void;
  readonly onFault: (error: KeptError) => void;
  /** Told when the record does not read as it was written. */
  readonly onDamage: (damage: LogDamage) => void;
};

/** What a log on Redis consists of, opened and agreed on where it goes on. */
export type Parts = {
  readonly file: string;
  readonly connection: Connection;
  readonly stream: RedisStream;
  readonly sieve: SieveThread;
  readonly recorder: Recorder;
  readonly store: StoreThread;
  readonly reader: BatchReader;
  readonly mark: AcknowledgedMark;
  readonly personal: readonly string[];
  readonly head: StreamHead;
  readonly close: () => Promise<void>;
};

/** What has been opened so far, to be closed in the other order. */
class Opened {
  readonly #closes: (() => Promise<void> | void)[] = [];

  add<Part>(part: Part, close: (part: Part) => Promise<void> | void): Part {
    this.#closes.push(() => close(part));
    return part;
  }

  async close(): Promise<void> {
    for (let close = this.#closes.pop(); close !== undefined; close = this.#closes.pop()) await close();
  }
}

const LOADING_MS_MAX = 60_000;
const LOOK_AGAIN_MS = 100;

/** @throws KeptError LOG_LOCKED, LOG_UNSAFE, LOG_GAP, LOG_FORMAT, LOG_FAILED, USAGE. */
export async function openParts(options: PartsOptions): Promise<Parts> {
  const opened = new Opened();
  try {
    return await open(options, opened);
  } catch (cause) {
    await opened.close();
    if (cause instanceof KeptError) throw cause;
    throw new KeptError('LOG_FAILED', `The log in Redis cannot be opened: ${textOf(cause)}.`, { cause });
  }
}

async function open(options: PartsOptions, opened: Opened): Promise<Parts> {
  const { url, name, file } = options;
  const connection = opened.add(await Connection.open({ url }), (part) => part.close());
  if (!options.unsafe) await onceLoaded(() => refuseUnsafe(connection));
  const stream = opened.add(new RedisStream(connection, keysOf(name), options), (part) => part.letGo().catch(() => {}));
  await onceLoaded(() => stream.takeOver());
  const store = opened.add(new StoreThread({ file, personal: options.given }), (part) => part.close());
  const { personal, origin, damage } = await store.ready();
  if (damage !== undefined) throw new KeptError('LOG_DAMAGED', damage.what);
  const before = await stream.head();
  const recorder = opened.add(await startRecorder({ ...options, store, stream, before }), (part) => part.stop());
  const reader = opened.add(new BatchReader(file, { origin, isWhole: false, onDamage: options.onDamage }), (part) => part.close());
  const sieve = opened.add(new SieveThread({ file, personal }), (part) => part.close());
  const head = await sieve.ready();
  refuseLess(head, markedPlace(dirname(file)));
  await stream.setHead(head);
  const mark = new AcknowledgedMark(dirname(file), head.place);
  return { file, connection, stream, sieve, recorder, store, reader, mark, personal, head, close: () => opened.close() };
}

/** Brings into the record what Redis still holds from before. */
async function startRecorder(
  options: PartsOptions & { readonly store: StoreThread; readonly stream: RedisStream; readonly before: StreamHead | undefined },
): Promise<Recorder> {
  const { before, stream } = options;
  const end = recordEnd(options.file);
  if (before !== undefined && before.place > 0) await refuseStranger(before, end, stream);
  const onFault = (error: unknown): void =>
    options.onFault(error instanceof KeptError ? error : new KeptError('LOG_FAILED', `Nothing goes into the record: ${textOf(error)}.`));
  const recorder = await Recorder.start({ ...options, end, onFault });
  try {
    await recorder.reach(before?.place ?? 0);
    return recorder;
  } catch (cause) {
    await recorder.stop();
    throw cause;
  }
}

/** @throws KeptError LOG_GAP when Redis and the folder do not belong together. */
async function refuseStranger(before: StreamHead, end: RecordEnd, stream: RedisStream): Promise<void> {
  if (before.epoch !== end.epoch) throw new KeptError('LOG_GAP', 'Redis holds the log of another data folder.');
  if (before.place <= end.place || (await stream.entryAt(before.place)) !== undefined) return;
  throw new KeptError('LOG_GAP', `The places from ${end.place + 1} to ${before.place} are neither in the data folder nor in Redis.`);
}

/** @throws KeptError LOG_GAP when less is there than was acknowledged. */
function refuseLess(head: RecordEnd, marked = 0): void {
  if (marked <= head.place) return;
  throw new KeptError('LOG_GAP', `Place ${marked} was acknowledged, and data folder and Redis together end at place ${head.place}.`);
}

/** A Redis that starts reads its file first. */
async function onceLoaded(work: () => Promise<void>): Promise<void> {
  for (let waitedMs = 0; ; waitedMs += LOOK_AGAIN_MS) {
    try {
      return await work();
    } catch (cause) {
      if (!/LOADING/.test(textOf(cause)) || waitedMs >= LOADING_MS_MAX) throw cause;
      await wait(LOOK_AGAIN_MS);
    }
  }
}
