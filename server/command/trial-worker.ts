import { parentPort, workerData } from 'node:worker_threads';
import { assert } from '../../shared/error/index.ts';
import { serveTrial, type TrialThreadData } from '../trial/index.ts';
import { LogFile } from '../log/index.ts';

/** A thread that tries a draft on the past, for one question. The one place in it that picks adapters. */
const port = parentPort;
assert(port !== null, 'it runs in a thread');
const data = workerData as TrialThreadData;
const log = new LogFile(data.folder);
await serveTrial(log, data, (message) => port.postMessage(message));
log.close();
