import { parentPort, workerData } from 'node:worker_threads';
import { assert } from '../../shared/error/index.ts';
import { History, type HistoryThreadData, serveThread } from '../history/index.ts';
import { SystemClock } from '../live/index.ts';
import { LogFile } from '../log/index.ts';

/** A thread that reads the past by itself: queries about another time, or one replay. The one place in it that picks adapters. */
const port = parentPort;
assert(port !== null, 'it runs in a thread');
const { folder, banner } = workerData as HistoryThreadData;
const log = new LogFile(folder);
serveThread(port, { history: new History({ log }), clock: new SystemClock(), banner });
