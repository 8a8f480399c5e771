import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { assert, KeptError } from '../../shared/error/index.ts';
import { noteSegment, takeOutBodies } from './archive/note-segment.ts';
import { isCorruption } from './batch-row.ts';
import { type Mark, MarkFile, markFileOf } from './check/mark.ts';
import type { CommitRequest, CommitResult, Head } from './commit.ts';
import { emptyWriteAheadLog, erasePersonal, overwriting } from './erase/personal-rows.ts';
import { type PersonalValue, Sealer } from './erase/sealing.ts';
import { IdentityCache, type StoredKeys } from './identity/identity-cache.ts';
import { type IdentityHash, identityHash } from './identity/identity-hash.ts';
import { bufferOver, Sieve, type Sifted } from './identity/sieve.ts';
import { chainLink, chainStart, openFile, personalPaths, putMeta } from './schema.ts';
import type { StoreWork } from './store-thread.ts';
import { StoredBodies } from './stored-bodies.ts';

export type StoreOptions = {
  /** As given before where it is not given now. */
  readonly personal?: readonly string[] | undefined;
  /** For tests that want collisions. */
  readonly hash?: IdentityHash;
  /** For tests that take the mark's disk away. */
  readonly openMark?: (file: string, first: Mark) => Pick<MarkFile, 'write' | 'close'>;
};

/** The writing side of a log file. Synchronous: it lives in a thread of its own. */
export class LogStore {
  readonly epoch: string;
  /** What the chain starts from. */
  readonly origin: string;
  readonly personal: readonly string[];
  readonly #database: DatabaseSync;
  readonly #statements: Statements;
  readonly #cache: IdentityCache;
  readonly #bodies: StoredBodies;
  readonly #sieve: Sieve;
  readonly #mark: Pick<MarkFile, 'write' | 'close'>;
  #isMarked = true;
  #head: Head;
  #chain: Uint8Array;

  /** @throws KeptError LOG_FORMAT, LOG_FAILED. */
  constructor(file: string, options: StoreOptions) {
    const { database, meta } = openFile(file);
    this.epoch = meta.epoch;
    this.origin = meta.origin;
    this.personal = personalPaths(database, options.personal);
    this.#database = database;
    this.#statements = statementsOf(database);
    this.#cache = new IdentityCache((source, day) => this.#keysOf(source, day), file === ':memory:' ? null : `${file}.identities`);
    this.#bodies = new StoredBodies(database);
    this.#sieve = new Sieve({
      cache: this.#cache,
      bodies: this.#bodies,
      hash: options.hash ?? identityHash(...meta.hashSeed),
      sealer: new Sealer(this.personal),
      personalOf: (place) => this.#personalOf(place),
    });
    const last = this.#statements.last.get();
    this.#head = last === undefined ? { place: 0, receivedAtMs: 0 } : headOf(last);
    this.#chain = last?.['chain'] instanceof Uint8Array ? last['chain'] : chainStart(meta.origin);
    const { openMark = file === ':memory:' ? noMark : (at, first) => new MarkFile(at, first) } = options;
    this.#mark = openMark(markFileOf(file), this.#markNow());
  }

  /** The connection, for tests that take the disk away. */
  get database(): DatabaseSync {
    return this.#database;
  }

  head(): Head {
    return this.#head.place === 0 ? this.#head : { ...this.#head, seal: this.#seal };
  }

  /** As `commitAll` for one. @throws KeptError LOG_FAILED, LOG_DAMAGED. */
  commit(request: CommitRequest): CommitResult {
    const [result] = this.commitAll([request]);
    assert(result !== undefined, 'each request has its result');
    return result;
  }

  /**
   * Writes what is new, each request as a batch of its own, all or nothing of all of them together, and then one mark: the mark is
   * never ahead of what is on disk. Requests that wait together so share what a disk takes longest for.
   * @throws KeptError LOG_FAILED when the disk refuses, LOG_DAMAGED when the file does not fit together.
   */
  commitAll(requests: readonly CommitRequest[]): readonly CommitResult[] {
    const before = { head: this.#head, chain: this.#chain };
    const sifted: Sifted[] = [];
    try {
      if (!this.#isMarked) this.#markHead(); // While no mark can be written, one commit at most stands behind it.
      this.#cache.trim();
      const write = () => this.#inTransaction(() => requests.map((request) => this.#sifted(request, sifted)));
      const results = requests.some(({ erases }) => erases.length > 0) ? overwriting(this.#database, write) : write();
      if (this.#head === before.head) return results;
      const marked = this.#marked();
      return results.map((result) => (result.firstPlace === 0 ? result : { ...result, ...marked }));
    } catch (cause) {
      [this.#head, this.#chain] = [before.head, before.chain];
      for (const { touched } of sifted) this.#sieve.forget(touched);
      this.#bodies.forget();
      throw this.#refusalOf(cause, requests);
    }
  }

  /** Does what is done between commits. @throws KeptError LOG_FAILED when the disk refuses. */
  work(work: StoreWork): boolean | number | null {
    try {
      if (work.kind === 'probe') return this.#probe();
      if (work.kind === 'scrub') return emptyWriteAheadLog(this.#database);
      if (work.kind === 'take-out') return takeOutBodies(this.#database, work.fromPlace);
      noteSegment(this.#database, work.segment);
      return null;
    } catch (cause) {
      if (!isDiskError(cause)) throw cause;
      throw new KeptError('LOG_FAILED', `The log could not be worked on: ${cause.message}.`, { cause });
    }
  }

  close(): void {
    this.#mark.close();
    this.#cache.close();
    this.#database.close();
  }

  /** Writes a few bytes, to see whether the disk takes them again. */
  #probe(): null {
    this.#rollBack();
    putMeta(this.#database, { probed: String(this.#head.place) });
    this.#markHead();
    return null;
  }

  #markNow(): Mark {
    return { epoch: this.epoch, ...this.#head, chain: this.#chain };
  }

  #markHead(): void {
    this.#mark.write(this.#markNow());
    this.#isMarked = true;
  }

  #marked(): Pick<CommitResult, 'unsure'> {
    this.#isMarked = false;
    try {
      this.#markHead();
      return {};
    } catch (cause) {
      if (cause instanceof KeptError) return { unsure: cause.message };
      throw cause;
    }
  }

  /** A rollback that the disk refused as well is made up for when the fault is gone. */
  #rollBack(): void {
    if (this.#database.isTransaction) this.#database.exec('ROLLBACK');
  }

  /** Begins where the first batch is written, since most that wait for the disk have one, and a repeat alone has none. */
  #inTransaction<T>(work: () => T): T {
    this.#rollBack();
    try {
      const result = work();
      if (this.#database.isTransaction) this.#database.exec('COMMIT');
      return result;
    } catch (cause) {
      // Where the failure itself has already ended the transaction there is nothing to roll back.
      this.#rollBack();
      throw cause;
    }
  }

  #sifted(request: CommitRequest, all: Sifted[]): CommitResult {
    const firstPlace = this.#head.place + 1;
    const sifted = this.#sieve.sift(request, firstPlace);
    all.push(sifted);
    const { statuses, places, accepted } = sifted;
    const { receivedAtMs } = request;
    if (accepted.length === 0) return { firstPlace: 0, receivedAtMs, statuses, places };
    this.#write(request, sifted, firstPlace);
    return { firstPlace, receivedAtMs, statuses, places, seal: this.#seal };
  }

  get #seal(): string {
    return Buffer.from(this.#chain).toString('hex');
  }

  #write(request: CommitRequest, sifted: Sifted, firstPlace: number): void {
    const { receivedAtMs } = request;
    const body = bodyOf(request, sifted);
    const chain = chainLink(this.#chain, { body, receivedAtMs, firstPlace });
    const count = sifted.accepted.length;
    if (!this.#database.isTransaction) this.#database.exec('BEGIN IMMEDIATE');
    this.#statements.insertBatch.run(firstPlace, count, receivedAtMs, chain, body);
    for (const { source, day, keys } of sifted.touched) {
      if (keys.length === 0) continue;
      this.#statements.insertSource.run(source);
      this.#statements.insertKeys.run(source, day, firstPlace, new Uint8Array(new Uint32Array(keys).buffer));
    }
    for (const { index, path, salt, value } of request.personal) {
      if (sifted.statuses[index] === 0) this.#statements.insertPersonal.run(sifted.places[index] ?? 0, path, salt, value);
    }
    if (request.erases.length > 0) erasePersonal(this.#database, request.erases);
    this.#chain = chain;
    this.#head = { place: firstPlace + count - 1, receivedAtMs };
  }

  #refusalOf(cause: unknown, requests: readonly CommitRequest[]): unknown {
    if (!isDiskError(cause)) return cause;
    if (isCorruption(cause)) return new KeptError('LOG_DAMAGED', `The file of the log does not fit together: ${cause.message}.`, { cause });
    const events = requests.reduce((sum, { days }) => sum + days.length, 0);
    return new KeptError('LOG_FAILED', `The log could not write ${events} events: ${cause.message}.`, { cause });
  }

  *#keysOf(source: string, day: number): Generator<StoredKeys> {
    for (const row of this.#statements.keys.iterate(source, day)) {
      const bytes = row['keys'];
      // A copy: the words must be aligned, and a view into what SQLite gave need not be.
      if (bytes instanceof Uint8Array) yield { firstPlace: Number(row['first_place']), keys: new Uint32Array(bytes.slice().buffer) };
    }
  }

  #personalOf(place: number): readonly PersonalValue[] {
    return this.#statements.personal
      .all(place)
      .map((row) => ({ path: String(row['path']), salt: String(row['salt']), value: String(row['value']) }));
  }
}

type Statements = Readonly<
  Record<'last' | 'keys' | 'personal' | 'insertBatch' | 'insertSource' | 'insertKeys' | 'insertPersonal', StatementSync>
>;

function statementsOf(database: DatabaseSync): Statements {
  return {
    last: database.prepare('SELECT first_place, count, received_at_ms, chain FROM batch ORDER BY first_place DESC LIMIT 1'),
    keys: database.prepare(
      'SELECT first_place, keys FROM identity WHERE source = (SELECT id FROM source WHERE name = ?) AND day = ? ORDER BY first_place',
    ),
    personal: database.prepare('SELECT path, salt, value FROM personal WHERE place = ?'),
    insertBatch: database.prepare('INSERT INTO batch (first_place, count, received_at_ms, chain, body) VALUES (?, ?, ?, ?, ?)'),
    insertSource: database.prepare('INSERT OR IGNORE INTO source (name) VALUES (?)'),
    insertKeys: database.prepare(
      'INSERT INTO identity (source, day, first_place, keys) VALUES ((SELECT id FROM source WHERE name = ?), ?, ?, ?)',
    ),
    insertPersonal: database.prepare('INSERT INTO personal (place, path, salt, value) VALUES (?, ?, ?, ?)'),
  };
}

function headOf(row: Record<string, unknown>): Head {
  return { place: Number(row['first_place']) + Number(row['count']) - 1, receivedAtMs: Number(row['received_at_ms']) };
}

/** The lines that were accepted; the request's own bytes where all were. */
export function bodyOf(request: CommitRequest, { accepted }: Sifted): Uint8Array {
  if (accepted.length === request.days.length) return request.body;
  const lines = accepted.flatMap((line) => [bufferOver(request.body).subarray(line.from, line.to), NEWLINE]);
  return Buffer.concat(lines.slice(0, -1));
}

const NEWLINE = Buffer.from('\n');

function isDiskError(cause: unknown): cause is Error {
  return cause instanceof Error && 'code' in cause && cause.code === 'ERR_SQLITE_ERROR';
}

/** Of a log that is gone when the process ends. */
function noMark(): Pick<MarkFile, 'write' | 'close'> {
  return { write: () => {}, close: () => {} };
}
