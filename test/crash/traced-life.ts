import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { SqliteLog } from '../../server/log/index.ts';
import { PERSONAL } from './crash-event.ts';
import { appendInLanes } from './lanes.ts';
import { clockIn, monthOf } from './later-clock.ts';

/**
 * A process of its own that the power-cut tests trace: `ROOT SEED`. A log is made, written, checkpointed, closed, opened again in a later
 * month, and archived while it is written.
 */
const [root = '', seed = '0'] = process.argv.slice(2);
const folder = join(root, 'data');

type Life = { readonly prefix: string; readonly month: number; readonly rounds: number };

async function life({ prefix, month, rounds }: Life): Promise<SqliteLog> {
  const clock = clockIn(month);
  const log = await SqliteLog.open({ folder, clock, personal: PERSONAL });
  await Promise.all([log.archive(monthOf(clock)), append(log, prefix, rounds)]);
  return log;
}

function append(log: SqliteLog, prefix: string, rounds: number): Promise<void> {
  return appendInLanes({ log, prefix, seed: Number(seed), count: 3, rounds });
}

function checkpoint(): void {
  const database = new DatabaseSync(join(folder, 'log.db'));
  database.exec('PRAGMA wal_checkpoint(PASSIVE)');
  database.close();
}

const first = await life({ prefix: 'a', month: 0, rounds: 3 });
checkpoint();
await append(first, 'b', 2);
await first.close();
await (await life({ prefix: 'c', month: 1, rounds: 2 })).close();
await life({ prefix: 'd', month: 2, rounds: 2 });
checkpoint();
process.exit(0);
