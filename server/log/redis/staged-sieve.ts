import { DatabaseSync, type StatementSync } from 'node:sqlite';
import type { CommitRequest, Head } from '../commit.ts';
import { type PersonalValue, Sealer } from '../erase/sealing.ts';
import { IdentityCache, type StoredKeys } from '../identity/identity-cache.ts';
import { identityHash } from '../identity/identity-hash.ts';
import { bufferOver, Sieve, type Sifted, type Touched } from '../identity/sieve.ts';
import { lineEnds } from '../line.ts';
import { bodyOf } from '../log-store.ts';
import { chainLink, metaOf } from '../schema.ts';
import { StoredBodies, type StoredBody } from '../stored-bodies.ts';
import { type Origins, runsOf } from './entry.ts';
import { type RecordEnd, recordEndOf } from './record-end.ts';

/** What is new of a group, ready to be sent, and what became of each of its events. */
export type Staged = {
  /** 0 when nothing was new. */
  readonly firstPlace: number;
  readonly count: number;
  readonly receivedAtMs: number;
  readonly statuses: Uint8Array;
  readonly places: Float64Array;
  readonly body: Uint8Array;
  readonly origins: Origins;
  readonly before: Uint8Array;
  readonly chain: Uint8Array;
  readonly apart: ReadonlyMap<number, readonly PersonalValue[]>;
  readonly erases: readonly number[];
};

/** A batch that is not in the record yet. */
type Unrecorded = StoredBody & Pick<Staged, 'apart'> & { readonly lastPlace: number; readonly touched: readonly Touched[] };

/**
 * Tells new events from repeats (LOG-1) and gives places, for a log whose batches reach the record only later: it knows those in the
 * record by its file, and those on their way by heart. Synchronous: it lives in a thread of its own.
 */
export class StagedSieve {
  /** The end of the record, from which it goes on. */
  readonly start: RecordEnd;
  readonly #database: DatabaseSync;
  readonly #cache: IdentityCache;
  readonly #stored: StoredBodies;
  readonly #sieve: Sieve;
  readonly #keys: StatementSync;
  readonly #personal: StatementSync;
  /** In order of their places. */
  #unrecorded: Unrecorded[] = [];
  #head: Head;
  #chain: Uint8Array;

  constructor(file: string, personal: readonly string[]) {
    this.#database = new DatabaseSync(file, { readOnly: true });
    this.#database.exec('PRAGMA busy_timeout = 5000');
    const { hashSeed } = metaOf(this.#database, file);
    this.#keys = this.#database.prepare(
      'SELECT first_place, keys FROM identity WHERE source = (SELECT id FROM source WHERE name = ?) AND day = ? ORDER BY first_place',
    );
    this.#personal = this.#database.prepare('SELECT path, salt, value FROM personal WHERE place = ?');
    this.#cache = new IdentityCache((source, day) => this.#keysOf(source, day), `${file}.identities-staged`);
    this.#stored = new StoredBodies(this.#database);
    const bodies = { holding: (place: number) => this.#among(place) ?? this.#stored.holding(place) };
    const personalOf = (place: number) => this.#personalOf(place);
    this.#sieve = new Sieve({ cache: this.#cache, bodies, hash: identityHash(...hashSeed), sealer: new Sealer(personal), personalOf });
    this.start = recordEndOf(this.#database, file);
    this.#head = this.start;
    this.#chain = this.start.chain;
  }

  sift(request: CommitRequest): Staged {
    this.#cache.trim();
    const firstPlace = this.#head.place + 1;
    const sifted = this.#sieve.sift(request, firstPlace);
    const { statuses, places } = sifted;
    const count = sifted.accepted.length;
    const { receivedAtMs, erases } = request;
    const before = this.#chain;
    const nothing = { firstPlace: 0, count, receivedAtMs, statuses, places, before, chain: before, erases };
    if (count === 0) return { ...nothing, body: new Uint8Array(), origins: { sources: [], runs: [] }, apart: new Map() };
    const body = bodyOf(request, sifted);
    const apart = apartOf(request, sifted);
    this.#chain = chainLink(before, { body, receivedAtMs, firstPlace });
    this.#head = { place: firstPlace + count - 1, receivedAtMs };
    const touched = sifted.touched.filter(({ keys }) => keys.length > 0);
    this.#unrecorded.push({
      firstPlace,
      lastPlace: this.#head.place,
      body: bufferOver(body),
      ends: lineEnds(bufferOver(body)),
      touched,
      apart,
    });
    return { ...nothing, firstPlace, body, origins: originsOf(request, sifted), chain: this.#chain, apart };
  }

  /** What comes after a place was not kept after all. */
  unstage(head: Head & { readonly chain: Uint8Array }): void {
    for (const { touched } of this.#unrecorded.filter(({ firstPlace }) => firstPlace > head.place)) this.#sieve.forget(touched);
    this.#unrecorded = this.#unrecorded.filter(({ firstPlace }) => firstPlace <= head.place);
    this.#head = head;
    this.#chain = head.chain;
  }

  /** What comes up to a place is in the record now. */
  recorded(place: number): void {
    const kept = this.#unrecorded.findIndex(({ lastPlace }) => lastPlace > place);
    this.#unrecorded.splice(0, kept === -1 ? this.#unrecorded.length : kept);
  }

  close(): void {
    this.#cache.close();
    this.#database.close();
  }

  #among(place: number): Unrecorded | undefined {
    return this.#unrecorded.findLast(({ firstPlace, lastPlace }) => firstPlace <= place && place <= lastPlace);
  }

  /** A batch that is in the record meanwhile may come twice, which does no harm: both lead to the same entry. */
  *#keysOf(source: string, day: number): Generator<StoredKeys> {
    for (const row of this.#keys.iterate(source, day)) {
      const bytes = row['keys'];
      // A copy: the words must be aligned, and a view into what SQLite gave need not be.
      if (bytes instanceof Uint8Array) yield { firstPlace: Number(row['first_place']), keys: new Uint32Array(bytes.slice().buffer) };
    }
    for (const { firstPlace, touched } of this.#unrecorded) {
      const own = touched.find((other) => other.day === day && other.source === source);
      if (own !== undefined) yield { firstPlace, keys: new Uint32Array(own.keys) };
    }
  }

  #personalOf(place: number): readonly PersonalValue[] {
    const unrecorded = this.#among(place);
    if (unrecorded !== undefined) return unrecorded.apart.get(place) ?? [];
    return this.#personal.all(place).map((row) => ({ path: String(row['path']), salt: String(row['salt']), value: String(row['value']) }));
  }
}

function originsOf({ sources, sourceOf, days }: CommitRequest, { accepted }: Sifted): Origins {
  return { sources, runs: runsOf(accepted.map(({ index }) => [sourceOf[index] ?? 0, days[index] ?? 0])) };
}

function apartOf(request: CommitRequest, { statuses, places }: Sifted): ReadonlyMap<number, readonly PersonalValue[]> {
  const apart = new Map<number, PersonalValue[]>();
  for (const { index, path, salt, value } of request.personal) {
    if (statuses[index] !== 0) continue;
    const place = places[index] ?? 0;
    apart.set(place, [...(apart.get(place) ?? []), { path, salt, value }]);
  }
  return apart;
}
