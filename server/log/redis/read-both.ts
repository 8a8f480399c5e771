import { KeptError } from '../../../shared/error/index.ts';
import type { Batch, JsonObject } from '../../../shared/event/index.ts';
import type { BatchReader } from '../batch-reader.ts';
import { cutTo } from '../cut.ts';
import { personalObject } from '../memory-log.ts';
import { textOf } from './connection.ts';
import { batchOf } from './entry.ts';
import type { RedisStream } from './redis-stream.ts';

type Both = { readonly reader: BatchReader; readonly stream: RedisStream };

/** Batches in (afterPlace, untilPlace()], from the record as far as it goes and then from Redis. */
export async function* readBoth({ reader, stream }: Both, afterPlace: number, untilPlace: () => number): AsyncGenerator<Batch> {
  let at = afterPlace;
  /** What is in neither now may have gone from Redis to the record between the two looks. */
  let missed = 0;
  while (at < untilPlace()) {
    const before = at;
    for await (const batch of reader.read(at, untilPlace)) {
      yield batch;
      at = batch.firstPlace + batch.events.length - 1;
    }
    const cut = at < untilPlace() ? await fromRedis(stream, at, untilPlace()) : undefined;
    if (cut !== undefined) {
      yield cut;
      at = cut.firstPlace + cut.events.length - 1;
    }
    missed = at === before ? missed + 1 : 0;
    if (missed > 1) throw new KeptError('LOG_GAP', `Place ${at + 1} is neither in the record nor in Redis.`);
  }
}

async function fromRedis(stream: RedisStream, afterPlace: number, untilPlace: number): Promise<Batch | undefined> {
  try {
    const entry = await stream.entryAt(afterPlace + 1);
    return entry === undefined ? undefined : cutTo(batchOf(entry), afterPlace, untilPlace);
  } catch (cause) {
    throw new KeptError('LOG_FAILED', `What is not in the record yet cannot be read: ${textOf(cause)}.`, { cause });
  }
}

export async function personalAt({ reader, stream }: Both, place: number): Promise<JsonObject | undefined> {
  const recorded = reader.personal(place);
  if (recorded !== undefined) return recorded;
  const [values = []] = await stream.personalOf([place]);
  // Between the two looks they may have gone into the record.
  return personalObject(values) ?? reader.personal(place);
}
