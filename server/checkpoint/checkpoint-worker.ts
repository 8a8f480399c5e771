import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { applyBatch, emptyState } from '../../shared/engine/index.ts';
import { RecordReader } from '../log/index.ts';
import { bookOfTexts } from './book-of-texts.ts';
import { CheckpointFolder } from './checkpoint-folder.ts';
import type { CheckpointDone, CheckpointJob } from './checkpoint-thread.ts';

/** The thread that folds the log once more and writes checkpoints on the way. */
const { folder, origin, of, book: texts, untilPlace, everyEvents } = workerData as CheckpointJob;
const book = bookOfTexts(texts);
const unfit: string[] = [];
const checkpoints = new CheckpointFolder({ folder, of, book, onUnfit: (what) => unfit.push(what) });
const log = new RecordReader({ file: join(folder, 'log.db'), origin });
let state = checkpoints.nearest(untilPlace, (place) => log.chainAt(place)) ?? emptyState(book);
let last = state.place;
for await (const batch of log.read(state.place, untilPlace)) {
  applyBatch(state, batch);
  if (state.place - last < everyEvents && state.place < untilPlace) continue;
  const chain = log.chainAt(state.place);
  if (chain === null) continue; // The last batch was cut.
  state = checkpoints.write(state, chain);
  last = state.place;
}
log.close();
checkpoints.close();
parentPort?.postMessage({ place: last, unfit } satisfies CheckpointDone);
