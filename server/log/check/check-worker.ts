import { setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { assert, KeptError } from '../../../shared/error/index.ts';
import { inspect, reading } from '../open-store.ts';
import type { FromCheck } from './check-thread.ts';
import { markFileOf, readMark } from './mark.ts';
import { walk } from './walk.ts';

/**
 * Reads the whole record in a thread of its own while the server runs, and takes its time: a quarter of one processor at most, behind
 * all other work where the system has priorities for threads, and not so much a second that the disk is kept from commits.
 */
const BYTES_PER_SECOND_MAX = 32 * 1024 * 1024;
const REST_FOR_WORK = 3;
/** How long it works between two rests, ms. */
const SLICE_MS = 20;

const port = parentPort;
assert(port !== null, 'the check worker runs in a thread');
const { file } = workerData as { readonly file: string };
const asleep = new Int32Array(new SharedArrayBuffer(4));

if (process.platform === 'linux') setPriority(19); // There, and only there, of this thread alone.
port.postMessage(checked());

function checked(): FromCheck {
  try {
    const mark = readMark(markFileOf(file));
    const found = inspect(file);
    if (found === undefined) return { kind: 'checked', places: 0 };
    return reading(file, (database) => {
      const walking = walk(database, { meta: found.meta, mark });
      let sinceMs = performance.now();
      let bytes = 0;
      for (let step = walking.next(); ; step = walking.next()) {
        if (step.done === true) {
          const [damage] = step.value.damages;
          return damage === undefined ? { kind: 'checked', places: step.value.good.place } : { kind: 'damaged', damage };
        }
        bytes += step.value.bytes;
        const workedMs = performance.now() - sinceMs;
        if (workedMs < SLICE_MS && bytes < BYTES_PER_SECOND_MAX / 10) continue;
        Atomics.wait(asleep, 0, 0, Math.max(workedMs * REST_FOR_WORK, (bytes / BYTES_PER_SECOND_MAX) * 1000));
        bytes = 0;
        sinceMs = performance.now();
      }
    });
  } catch (cause) {
    // A disk that cannot be read now is no damage; the next check tells.
    return {
      kind: 'failed',
      code: cause instanceof KeptError ? cause.code : 'LOG_FAILED',
      why: cause instanceof Error ? cause.message : String(cause),
    };
  }
}
