import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { logContract, type OpenLog } from '../../test/contracts/log.contract.ts';
import { crashFolder } from '../../test/crash/crash-folder.ts';
import type { Log } from '../ports/index.ts';
import { buildSegment } from './archive/archive-month.ts';
import { noteSegment, takeOutBodies } from './archive/note-segment.ts';
import { SqliteLog } from './index.ts';

/** Whatever is acknowledged is archived before its sender hears of it. */
const open: OpenLog = async (options) => {
  const folder = crashFolder();
  const log = await SqliteLog.open({ ...options, folder });
  let archived = Promise.resolve();
  const append: Log['append'] = async (events, how) => {
    const receipts = await log.append(events, how);
    archived = archived.then(() => archiveAll(folder));
    await archived;
    return receipts;
  };
  return new Proxy(log, { get: (target, name) => (name === 'append' ? append : bound(target, name)) });
};

function bound(log: SqliteLog, name: string | symbol): unknown {
  const value: unknown = Reflect.get(log, name, log);
  return typeof value === 'function' ? value.bind(log) : value;
}

/** By a connection of its own, since no month is over yet. */
function archiveAll(folder: string): void {
  const database = new DatabaseSync(join(folder, 'log.db'));
  try {
    database.exec('PRAGMA busy_timeout = 5000');
    const segment = buildSegment(database, join(folder, 'archive'), Number.POSITIVE_INFINITY);
    if (segment !== null) noteSegment(database, segment);
    for (let from: number | null = 1; from !== null; ) from = takeOutBodies(database, from);
  } finally {
    database.close();
  }
}

logContract('sqlite, all of it archived', open);
