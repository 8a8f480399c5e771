import { constants, setPriority } from 'node:os';
import { DatabaseSync } from 'node:sqlite';
import { parentPort, workerData } from 'node:worker_threads';
import { assert } from '../../../shared/error/index.ts';
import { buildSegment } from './archive-month.ts';
import type { ArchiveWorkerData, FromArchive } from './archive-thread.ts';
import { archiveFolderOf } from './archived-bodies.ts';

/** The thread that writes the oldest closed month into a segment, while others write to the log. */
const port = parentPort;
assert(port !== null, 'the archive worker runs in a thread');
const { file, beforeAtMs } = workerData as ArchiveWorkerData;

/** On Linux the priority is that of the thread; elsewhere it would be that of the whole program. */
if (process.platform === 'linux') setPriority(0, constants.priority.PRIORITY_LOW);

function built(): FromArchive {
  const database = new DatabaseSync(file, { readOnly: true });
  try {
    database.exec('PRAGMA busy_timeout = 5000');
    return { kind: 'built', segment: buildSegment(database, archiveFolderOf(file), beforeAtMs) };
  } catch (cause) {
    return { kind: 'failed', why: cause instanceof Error ? cause.message : String(cause) };
  } finally {
    database.close();
  }
}

port.postMessage(built());
