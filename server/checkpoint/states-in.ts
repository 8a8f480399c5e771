import { join } from 'node:path';
import type { Book } from '../../shared/book/index.ts';
import type { EngineState } from '../../shared/engine/index.ts';
import { RecordReader } from '../log/index.ts';
import { isThere } from './checkpoint-folder.ts';
import { Checkpoints } from './checkpoints.ts';
import { engineVersion } from './engine-version.ts';

type StateAt = (place: number, signal?: AbortSignal) => Promise<EngineState>;

/**
 * The way to states of the past by the checkpoints of a data folder, for whoever reads it and writes nothing. Gives `null` for a book that
 * it holds none of. @param folder of the data.
 */
export function statesIn(folder: string): (book: Book, hash: string | null) => StateAt | null {
  const { epoch, origin } = RecordReader.namesOf(join(folder, 'log.db'));
  const known = new Map<string, Checkpoints>();
  return (book, hash) => {
    if (hash === null || !isThere(folder, { epoch, engine: engineVersion(), book: hash })) return null;
    const texts = { text: '', bases: {}, hash, book }; // It is folded here, and by no thread that reads it anew.
    return known.getOrInsertComputed(hash, () => new Checkpoints({ folder, epoch, origin, book: texts })).stateAt;
  };
}
