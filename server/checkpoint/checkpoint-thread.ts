import { Worker } from 'node:worker_threads';
import type { BookTexts } from './book-of-texts.ts';
import type { Folded } from './checkpoint-folder.ts';

/** Where to read, what to fold and up to where. */
export type CheckpointJob = {
  /** Of the data; the log is `log.db` in it. */
  readonly folder: string;
  readonly origin: string;
  readonly of: Folded;
  readonly book: BookTexts;
  readonly untilPlace: number;
  readonly everyEvents: number;
  /** So much is to be folded that it should not wait for everybody else. */
  readonly isBehind: boolean;
};

export type CheckpointDone = { readonly place: number; readonly unfit: readonly string[] };

/** A state that is folded and frozen again and again makes much that is soon over: in little room that is taken for lasting. */
const YOUNG_MB = 64;

/**
 * Goes on from the last checkpoint and writes others, in a thread that folds for itself: nothing that is live waits for it.
 * @param program of the thread.
 * @throws Error when the thread fails; what it wrote before stays good.
 */
export function runCheckpoints(program: URL, job: CheckpointJob, signal?: AbortSignal): Promise<CheckpointDone> {
  const worker = new Worker(program, { workerData: job, resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB } });
  const stop = () => void worker.terminate();
  signal?.addEventListener('abort', stop, { once: true });
  return new Promise<CheckpointDone>((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`it ended with ${code}`)));
  }).finally(() => signal?.removeEventListener('abort', stop));
}
