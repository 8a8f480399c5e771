import { createHash } from 'node:crypto';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { type KeptEvent, utcDayOf } from '../../../shared/event/index.ts';
import { type BatchRow, type Finding, sameBytes } from '../batch-row.ts';
import { valueAt } from '../erase/sealing.ts';
import { type IdentityHash, identityHash } from '../identity/identity-hash.ts';
import { bufferOver } from '../identity/sieve.ts';
import { eventOfLine, keyEnd, lineEnds } from '../line.ts';
import type { Meta } from '../schema.ts';

/** The identities of a batch in one (source, UTC day), as they stand in the table `identity`. */
export type BatchKeys = { readonly source: string; readonly day: number; readonly keys: Uint8Array };

/** What a batch must have beside it: identities that say the same as its events, and personal values that its seals cover. */
export class BatchCheck {
  readonly #hash: IdentityHash;
  readonly #keys: StatementSync;
  readonly #personal: StatementSync;
  readonly #identityCount: StatementSync;
  readonly #strangers: StatementSync;
  #identities = 0;

  constructor(database: DatabaseSync, meta: Meta) {
    this.#hash = identityHash(...meta.hashSeed);
    // The way in which a commit finds them, so that what cannot be found counts as missing.
    this.#keys = database.prepare(
      'SELECT keys FROM identity WHERE source = (SELECT id FROM source WHERE name = ?) AND day = ? AND first_place = ?',
    );
    this.#personal = database.prepare('SELECT place, path, salt, value FROM personal WHERE place >= ? AND place < ?');
    this.#identityCount = database.prepare('SELECT count(*) AS count FROM identity WHERE first_place <= ?');
    this.#strangers = database.prepare(
      `SELECT place FROM personal WHERE place < 1
       OR place >= (SELECT coalesce(max(first_place + count), 1) FROM (SELECT first_place, count FROM batch ORDER BY first_place DESC LIMIT 1))
       LIMIT 1`,
    );
  }

  /** @param row must fit the chain: then its lines are known to be those that were written. */
  *check(row: BatchRow): Generator<Finding> {
    const events = eventsOf(row);
    if (events === undefined) {
      yield { fault: 'altered', what: `The batch at place ${row.firstPlace} holds something else than events.` };
      return;
    }
    for (const { source, day, keys } of keysOf(row, events, this.#hash)) {
      const stored = this.#keys.get(source, day, row.firstPlace)?.['keys'];
      this.#identities += stored === undefined ? 0 : 1;
      if (!(stored instanceof Uint8Array) || !sameBytes(stored, keys))
        yield {
          fault: 'identity',
          what: `The identities of the batch at place ${row.firstPlace} (${source}) were lost or altered: repeats could be counted twice.`,
        };
    }
    for (const value of this.#personal.all(row.firstPlace, row.firstPlace + row.count)) {
      const place = Number(value['place']);
      if (!isSealed(events[place - row.firstPlace], value))
        yield { fault: 'personal', what: `The personal value ${String(value['path'])} at place ${place} is not the one that was sealed.` };
    }
  }

  /** What stands in the tables beside the record without an entry there, once all up to `place` has been checked. */
  *rest(place: number): Generator<Finding> {
    const identities = Number(this.#identityCount.get(place)?.['count']);
    if (identities > this.#identities)
      yield { fault: 'identity', what: `There are ${identities - this.#identities} rows of identities that belong to no batch.` };
    const stranger = this.#strangers.get()?.['place'];
    if (stranger !== undefined)
      yield { fault: 'personal', what: `A personal value stands at place ${String(stranger)}, where no entry is.` };
  }
}

/** `undefined` where a line is no JSON. */
export function eventsOf({ body }: BatchRow): readonly KeptEvent[] | undefined {
  try {
    return bufferOver(body).toString('utf8').split('\n').map(eventOfLine);
  } catch (cause) {
    if (cause instanceof SyntaxError) return undefined;
    throw cause;
  }
}

/** What the table `identity` must hold for a batch. */
export function keysOf({ body }: BatchRow, events: readonly KeptEvent[], hash: IdentityHash): readonly BatchKeys[] {
  const bytes = bufferOver(body);
  const ends = lineEnds(bytes);
  const words = new Uint32Array(2);
  const found = new Map<string, { readonly source: string; readonly day: number; readonly keys: number[] }>();
  events.forEach((event, index) => {
    const from = index === 0 ? 0 : (ends[index - 1] ?? 0) + 1;
    hash(bytes, from, keyEnd(bytes, from), words);
    const day = utcDayOf(event);
    const { source } = event;
    const entry = found.getOrInsertComputed(`${day} ${source}`, () => ({ source, day, keys: [] }));
    entry.keys.push(words[0] ?? 0, words[1] ?? 0, index);
  });
  return [...found.values()].map(({ source, day, keys }) => ({ source, day, keys: new Uint8Array(Uint32Array.from(keys).buffer) }));
}

/** Whether a row of the table `personal` is what the event's seal covers. */
export function isSealed(event: KeptEvent | undefined, row: Record<string, unknown>): boolean {
  const [inData, ...path] = String(row['path']).split('.');
  const seal = event === undefined || inData !== 'data' ? undefined : valueAt(event.data, path);
  const hash = createHash('sha256').update(String(row['salt'])).update(String(row['value'])).digest('base64url');
  return JSON.stringify(seal) === JSON.stringify({ sealed: hash });
}
