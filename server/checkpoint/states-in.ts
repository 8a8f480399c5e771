import type { Book } from '../../shared/book/index.ts';
import { applyBatch, type EngineState, emptyState, type StateOptions } from '../../shared/engine/index.ts';
import type { LogRecord } from '../ports/index.ts';
import { CheckpointFolder, type CheckpointFolderOptions, isThere } from './checkpoint-folder.ts';
import { engineVersion } from './engine-version.ts';

type StateAt = (place: number, signal?: AbortSignal, options?: StateOptions) => Promise<EngineState>;

export type StatesIn = {
  /** Of the data. */
  readonly folder: string;
  /** Of the log. */
  readonly epoch: string;
  readonly log: LogRecord;
};

/**
 * The way to states of the past by the checkpoints of a data folder, for whoever reads it and writes nothing. Gives `null` for a book that
 * it holds none of.
 */
export function statesIn({ folder, epoch, log }: StatesIn): (book: Book, hash: string | null) => StateAt | null {
  const known = new Map<string, CheckpointFolder>();
  return (book, hash) => {
    const of = hash === null ? null : { epoch, engine: engineVersion(), book: hash };
    if (of === null || !isThere(folder, of)) return null;
    const checkpoints = known.get(of.book) ?? opened({ folder, of, book });
    if (checkpoints === null) return null;
    known.set(of.book, checkpoints);
    return (place, signal, options) => stateAt({ checkpoints, log, book }, place, signal, options);
  };
}

/** `null` where the disk does not give them: the way from the beginning is longer, and leads to the same state. */
function opened(options: CheckpointFolderOptions): CheckpointFolder | null {
  try {
    return new CheckpointFolder(options);
  } catch {
    return null;
  }
}

type Way = { readonly checkpoints: CheckpointFolder; readonly log: LogRecord; readonly book: Book };

/** The last checkpoint at or before a place, and the rest of the way from there. @throws the signal's reason. */
export async function stateAt(
  { checkpoints, log, book }: Way,
  place: number,
  signal?: AbortSignal,
  options: StateOptions = {},
): Promise<EngineState> {
  const state = checkpoints.nearest(place, (each) => log.chainAt(each), options) ?? emptyState(book, options);
  for await (const batch of log.read(state.place, place)) {
    signal?.throwIfAborted();
    applyBatch(state, batch);
  }
  return state;
}
