import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import type { Book } from '../../shared/book/index.ts';
import { assert } from '../../shared/error/index.ts';
import { statesIn } from '../checkpoint/index.ts';
import { foldFromZero, History, type HistoryThreadData, serveThread } from '../history/index.ts';
import { SystemClock } from '../live/index.ts';
import { LogFile, RecordReader } from '../log/index.ts';

/** Folding so many costs about as much as reading a checkpoint and folding on from it. */
const JUMP_PLACES = 40_000;

/** A thread that reads the past by itself: queries about another time, or one replay. The one place in it that picks adapters. */
const port = parentPort;
assert(port !== null, 'it runs in a thread');
const { folder, banner } = workerData as HistoryThreadData;
const log = new LogFile(folder);
const file = join(folder, 'log.db');
const { epoch, origin } = RecordReader.namesOf(file);
const byCheckpoint = statesIn({ folder, epoch, log: new RecordReader({ file, origin }) });
const statesUnder = (book: Book, hash: string | null) => byCheckpoint(book, hash) ?? foldFromZero(log, book);
serveThread(port, { history: new History({ log, statesUnder, jumpPlaces: JUMP_PLACES }), clock: new SystemClock(), banner });
