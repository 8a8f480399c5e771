import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { KeptError } from '../../shared/error/index.ts';
import { BODY, withArchive } from './archive/archived-bodies.ts';
import { lineEnds } from './line.ts';

export type StoredBody = { readonly firstPlace: number; readonly body: Buffer; readonly ends: Uint32Array };

/** Memory for bodies read back to confirm repeats; the least recently used goes first. */
const BODIES_BYTES_MAX = 32 * 1024 * 1024;

/** Lines of batches already written, found by place without parsing them. */
export class StoredBodies {
  readonly #byPlace: StatementSync;
  /** In order of last use. */
  readonly #bodies = new Map<number, StoredBody>();
  #bytes = 0;
  #last: StoredBody | undefined;

  constructor(database: DatabaseSync) {
    withArchive(database);
    this.#byPlace = database.prepare(`SELECT first_place, ${BODY} FROM batch WHERE first_place <= ? ORDER BY first_place DESC LIMIT 1`);
  }

  /** The body that holds a place. The place must have been written. */
  holding(place: number): StoredBody {
    if (this.#last !== undefined && holds(this.#last, place)) return this.#last;
    let found: StoredBody | undefined;
    for (const body of this.#bodies.values()) if (holds(body, place)) found = body;
    if (found === undefined) found = this.#read(place);
    else this.#bodies.delete(found.firstPlace);
    this.#bodies.set(found.firstPlace, found);
    this.#last = found;
    return found;
  }

  /** Some may have been read from a transaction that was rolled back since. */
  forget(): void {
    this.#bodies.clear();
    this.#bytes = 0;
    this.#last = undefined;
  }

  #read(place: number): StoredBody {
    const row = this.#byPlace.get(place);
    const body = row?.['body'];
    if (!(body instanceof Uint8Array)) throw new KeptError('LOG_DAMAGED', `An identity points at place ${place}, where no entry is.`);
    const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
    const read = { firstPlace: Number(row?.['first_place']), body: bytes, ends: lineEnds(bytes) };
    if (!holds(read, place)) throw new KeptError('LOG_DAMAGED', `An identity points at place ${place}, where no entry is.`);
    this.#bytes += bytes.length;
    for (const [firstPlace, old] of this.#bodies) {
      if (this.#bytes <= BODIES_BYTES_MAX) break;
      this.#bodies.delete(firstPlace);
      this.#bytes -= old.body.length;
    }
    return read;
  }
}

function holds(stored: StoredBody, place: number): boolean {
  return place >= stored.firstPlace && place < stored.firstPlace + stored.ends.length;
}
