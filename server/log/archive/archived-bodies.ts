import { dirname, join } from 'node:path';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { type SegmentBatch, SegmentReader } from './segment-file.ts';

/** Segments whose indexes are kept, and blocks that are kept for the next batch in the same one. */
const SEGMENTS_MAX = 8;
const BLOCKS_MAX = 4;
const NOTHING = new Uint8Array();

/** The body of a row of `batch`, wherever it is. A connection that reads it is given `withArchive` first. */
export const BODY = 'iif(length(body) = 0, archived_body(first_place), body) AS body';

export function archiveFolderOf(databaseFile: string): string {
  return join(dirname(databaseFile), 'archive');
}

/** Lets a connection read the bodies of archived batches as if they were still in the database. */
export function withArchive(database: DatabaseSync): void {
  const bodies = new ArchivedBodies(database, archiveFolderOf(database.location() ?? ''));
  database.function('archived_body', { directOnly: true }, (firstPlace) => bodies.body(Number(firstPlace)));
}

/**
 * Bodies of batches whose month is archived. What cannot be read is given as nothing: no batch is empty, so that its link of the chain
 * does not fit, and the damage is told there as any other.
 */
class ArchivedBodies {
  readonly #database: DatabaseSync;
  readonly #folder: string;
  #segmentOf: StatementSync | undefined;
  /** In order of last use. */
  readonly #readers = new Map<string, SegmentReader>();
  readonly #blocks: (readonly SegmentBatch[])[] = [];

  constructor(database: DatabaseSync, folder: string) {
    this.#database = database;
    this.#folder = folder;
  }

  body(firstPlace: number): Uint8Array {
    for (const block of this.#blocks) {
      const kept = block.find((batch) => batch.firstPlace === firstPlace);
      if (kept !== undefined) return kept.body;
    }
    try {
      const block = this.#segmentHolding(firstPlace)?.around(firstPlace) ?? [];
      this.#blocks.unshift(block);
      this.#blocks.splice(BLOCKS_MAX);
      return block.find((batch) => batch.firstPlace === firstPlace)?.body ?? NOTHING;
    } catch {
      return NOTHING;
    }
  }

  #segmentHolding(place: number): SegmentReader | undefined {
    // Prepared when the first body is asked for: only then the table is sure to be there.
    this.#segmentOf ??= this.#database.prepare('SELECT name FROM segment WHERE first_place <= ? ORDER BY first_place DESC LIMIT 1');
    const name = this.#segmentOf.get(place)?.['name'];
    if (typeof name !== 'string') return undefined;
    const reader = this.#readers.get(name) ?? new SegmentReader(join(this.#folder, name));
    this.#readers.delete(name);
    this.#readers.set(name, reader);
    for (const oldest of this.#readers.keys()) {
      if (this.#readers.size <= SEGMENTS_MAX) break;
      this.#readers.delete(oldest);
    }
    return reader;
  }
}
