import { setPriority } from 'node:os';
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { assert } from '../../shared/error/index.ts';
import { type CheckpointJob, writeCheckpoints } from '../checkpoint/index.ts';
import { RecordReader } from '../log/index.ts';

/** A thread that writes checkpoints. The one place in it that picks adapters. */
const port = parentPort;
assert(port !== null, 'it runs in a thread');
const job = workerData as CheckpointJob;
const { origin, isBehind } = job;
if (process.platform === 'linux') setPriority(isBehind ? 5 : 19); // There, and only there, of this thread alone.
await writeCheckpoints(port, job, new RecordReader({ file: join(job.folder, 'log.db'), origin }));
