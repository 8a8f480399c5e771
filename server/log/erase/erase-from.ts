import { KeptError } from '../../../shared/error/index.ts';
import type { Batch, KeptEvent } from '../../../shared/event/index.ts';
import { ERASED_AT_ONCE_MAX, type Erased, type Erasure, erasedEntry } from './erase.ts';

/** What erasing needs of a log. */
export type Erasable = {
  readonly nowAtMs: () => number;
  readonly read: () => AsyncIterable<Batch>;
  readonly hasPersonal: (place: number) => boolean;
  /** Writes the entry that tells of it, and erases these places in the same transaction. */
  readonly write: (entry: KeptEvent, erases: readonly number[]) => Promise<void>;
  /** Nothing that was erased is left in the files. Gives false while somebody reads from them. */
  readonly scrub: () => Promise<boolean>;
};

/** @throws KeptError NOTHING_TO_ERASE, LOG_BUSY while another program reads from the files, and those of `append`. */
export async function eraseFrom(log: Erasable, erasure: Erasure): Promise<Erased> {
  const places = await placesToErase(log, erasure);
  for (let at = 0; at < places.length; at += ERASED_AT_ONCE_MAX) {
    const some = places.slice(at, at + ERASED_AT_ONCE_MAX);
    await log.write(erasedEntry(some, erasure, log.nowAtMs()), some);
  }
  // Also when nothing is left: the last time somebody may have been reading.
  if (!(await log.scrub())) throw new KeptError('LOG_BUSY', 'Another program reads the log, whose files still hold what was erased.');
  if (places.length === 0) throw new KeptError('NOTHING_TO_ERASE', 'No personal values are kept for these events.');
  return { places };
}

async function placesToErase(log: Erasable, { of }: Erasure): Promise<readonly number[]> {
  if ('places' in of) return [...new Set(of.places)].filter((place) => log.hasPersonal(place));
  const places: number[] = [];
  for await (const { firstPlace, events } of log.read()) {
    for (const [index, { subject }] of events.entries()) {
      if (subject === of.subject && log.hasPersonal(firstPlace + index)) places.push(firstPlace + index);
    }
  }
  return places;
}
