import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { SystemClock } from '../../server/live/index.ts';
import { SqliteLog } from '../../server/log/index.ts';
import { PERSONAL } from './crash-event.ts';
import { appendInLanes } from './lanes.ts';

/** A process of its own that the power-cut tests trace: `ROOT SEED`. A log is made, written, checkpointed, closed and opened again. */
const [root = '', seed = '0'] = process.argv.slice(2);
const folder = join(root, 'data');
const clock = new SystemClock();

async function life(prefix: string, rounds: number): Promise<SqliteLog> {
  const log = await SqliteLog.open({ folder, clock, personal: PERSONAL });
  await appendInLanes({ log, prefix, seed: Number(seed), count: 3, rounds });
  return log;
}

function checkpoint(): void {
  const database = new DatabaseSync(join(folder, 'log.db'));
  database.exec('PRAGMA wal_checkpoint(PASSIVE)');
  database.close();
}

const first = await life('a', 3);
checkpoint();
await appendInLanes({ log: first, prefix: 'b', seed: Number(seed), count: 3, rounds: 3 });
checkpoint();
await first.close();
await (await life('c', 2)).close();
await life('d', 2);
process.exit(0);
