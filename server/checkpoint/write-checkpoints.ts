import type { MessagePort } from 'node:worker_threads';
import { applyBatch, emptyState } from '../../shared/engine/index.ts';
import type { LogRecord } from '../ports/index.ts';
import { bookOfTexts } from './book-of-texts.ts';
import { CheckpointFolder } from './checkpoint-folder.ts';
import type { CheckpointDone, CheckpointJob } from './checkpoint-thread.ts';

/** What the thread of checkpoints does: it folds the log once more, from the last one on, writes others on the way, and says so. */
export async function writeCheckpoints(port: MessagePort, job: CheckpointJob, log: LogRecord): Promise<void> {
  const { folder, of, untilPlace, everyEvents } = job;
  const book = bookOfTexts(job.book);
  const unfit: string[] = [];
  const checkpoints = new CheckpointFolder({ folder, of, book, onUnfit: (what) => unfit.push(what) });
  const state = checkpoints.nearest(untilPlace, (place) => log.chainAt(place)) ?? emptyState(book);
  let last = state.place;
  for await (const batch of log.read(state.place, untilPlace)) {
    applyBatch(state, batch);
    if (state.place - last < everyEvents && state.place < untilPlace) continue;
    const chain = log.chainAt(state.place);
    if (chain === null) continue; // The last batch was cut.
    checkpoints.write(state, chain);
    last = state.place;
  }
  log.close();
  checkpoints.close();
  port.postMessage({ place: last, unfit } satisfies CheckpointDone);
}
