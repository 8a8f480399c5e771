import { DatabaseSync } from 'node:sqlite';
import { assert } from '../../../shared/error/index.ts';
import type { Head } from '../commit.ts';
import { chainStart, metaOf } from '../schema.ts';

/** Where a record ends: the last place in it, and the link of the chain from which the next batch goes on. */
export type RecordEnd = Head & { readonly epoch: string; readonly chain: Buffer };

export function recordEndOf(database: DatabaseSync, file: string): RecordEnd {
  const { epoch, origin } = metaOf(database, file);
  const last = database.prepare('SELECT first_place, count, received_at_ms, chain FROM batch ORDER BY first_place DESC LIMIT 1').get();
  if (last === undefined) return { epoch, place: 0, receivedAtMs: 0, chain: chainStart(origin) };
  const chain = last['chain'];
  assert(chain instanceof Uint8Array, 'each batch has its link');
  const place = Number(last['first_place']) + Number(last['count']) - 1;
  return { epoch, place, receivedAtMs: Number(last['received_at_ms']), chain: Buffer.from(chain) };
}

export function recordEnd(file: string): RecordEnd {
  const database = new DatabaseSync(file, { readOnly: true });
  try {
    return recordEndOf(database, file);
  } finally {
    database.close();
  }
}
