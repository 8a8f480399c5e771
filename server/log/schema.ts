import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';
import { KeptError } from '../../shared/error/index.ts';

/** Raised when a file of one cannot be read by the code of the other. */
const FORMAT = 1;

/**
 * `batch` is the record: one row a commit, `body` the accepted events as lines of JSON, `chain` the hash over the row
 * and all rows before it. `identity` holds, for each source and UTC day that a batch touches, the hashes of its ids,
 * so that a day can be read into memory without its bodies. `personal` holds values that may be erased one day.
 */
const TABLES = `
  CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE batch (
    first_place INTEGER PRIMARY KEY, count INTEGER NOT NULL, received_at_ms INTEGER NOT NULL, chain BLOB NOT NULL, body BLOB NOT NULL
  ) STRICT;
  CREATE TABLE source (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
  CREATE TABLE identity (
    source INTEGER NOT NULL, day INTEGER NOT NULL, first_place INTEGER NOT NULL, keys BLOB NOT NULL, PRIMARY KEY (source, day, first_place)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE personal (
    place INTEGER NOT NULL, path TEXT NOT NULL, salt TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (place, path)
  ) STRICT, WITHOUT ROWID;
`;

/**
 * Large pages: a body is some hundred kilobytes. FULL: a commit is on disk, not in a cache, before it is acknowledged. 16 MB of pages are
 * held in memory, so that the bodies that pass through them leave those of the identities, which are searched with each commit.
 */
const SETTINGS = 'PRAGMA page_size = 16384; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -16000;';

/** How long a commit waits for another writer of the file, such as a tool that somebody runs on it. */
const BUSY_MS_MAX = 2000;

/** `origin` is what the chain starts from: a restored record has another epoch, and the chain of the one that it was. */
export type Meta = { readonly epoch: string; readonly origin: string; readonly hashSeed: readonly [number, number] };

/**
 * Which paths are personal: those given, which are then written down, else those written down before. So a program that
 * knows no book, such as an import, seals what the server would have sealed.
 */
export function personalPaths(database: DatabaseSync, given: readonly string[] | undefined): readonly string[] {
  const before = metaValues(database).get('personal') ?? '[]';
  if (given === undefined) return JSON.parse(before) as readonly string[]; // Written below.
  const text = JSON.stringify(given);
  if (text !== before) putMeta(database, { personal: text });
  return given;
}

/** Opens a log file for writing and makes it where there is none. @throws KeptError LOG_FORMAT, LOG_FAILED. */
export function openFile(file: string): { readonly database: DatabaseSync; readonly meta: Meta } {
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(file);
    database.exec(`PRAGMA busy_timeout = ${BUSY_MS_MAX}; ${SETTINGS}`);
    const tables = database.prepare("SELECT count(*) AS count FROM sqlite_schema WHERE type = 'table'").get();
    if (tables?.['count'] === 0) create(database);
    const meta = metaOf(database, file);
    if (!metaValues(database).has('check')) putMeta(database, { origin: meta.origin }); // Written before there were checks.
    return { database, meta };
  } catch (cause) {
    database?.close();
    if (cause instanceof KeptError) throw cause;
    const why = cause instanceof Error ? cause.message : String(cause);
    if (/not a database|no such table/.test(why)) throw new KeptError('LOG_FORMAT', `${file} is not a log of Kept: ${why}.`, { cause });
    throw new KeptError('LOG_FAILED', `${file} cannot be opened: ${why}.`, { cause });
  }
}

/** The first link of the chain. */
export function chainStart(origin: string): Buffer {
  return createHash('sha256').update(origin).digest();
}

/** The link of a batch: SHA-256 over the link before it, the body, and the instant and first place as 8 bytes each, big-endian. */
export function chainLink(
  previous: Uint8Array,
  batch: { readonly body: Uint8Array; readonly receivedAtMs: number; readonly firstPlace: number },
): Buffer {
  const numbers = Buffer.alloc(16);
  numbers.writeBigInt64BE(BigInt(batch.receivedAtMs), 0);
  numbers.writeBigInt64BE(BigInt(batch.firstPlace), 8);
  return createHash('sha256').update(previous).update(batch.body).update(numbers).digest();
}

function create(database: DatabaseSync): void {
  database.exec(`BEGIN IMMEDIATE; ${TABLES}`);
  const epoch = randomUUID();
  writeMeta(database, { format: String(FORMAT), epoch, origin: epoch, 'hash-seed': randomBytes(8).toString('hex') });
  database.exec('COMMIT');
}

/** What a file says about itself, by key. */
export function metaValues(database: DatabaseSync): ReadonlyMap<string, string> {
  const rows = database.prepare('SELECT key, value FROM meta').all();
  return new Map(rows.map((row) => [String(row['key']), String(row['value'])]));
}

/** Writes what a file says about itself, all of it or nothing. */
export function putMeta(database: DatabaseSync, values: { readonly [key: string]: string }): void {
  database.exec('BEGIN IMMEDIATE');
  try {
    writeMeta(database, values);
    database.exec('COMMIT');
  } catch (cause) {
    if (database.isTransaction) database.exec('ROLLBACK');
    throw cause;
  }
}

/** @throws KeptError LOG_FORMAT. */
export function metaOf(database: DatabaseSync, file: string): Meta {
  const values = metaValues(database);
  const format = values.get('format');
  if (format !== String(FORMAT))
    throw new KeptError('LOG_FORMAT', `${file} has format ${format ?? 'none'}; this Kept reads format ${FORMAT}.`);
  const seed = Buffer.from(values.get('hash-seed') ?? '', 'hex');
  const epoch = values.get('epoch');
  if (epoch === undefined || seed.length !== 8) throw new KeptError('LOG_FORMAT', `${file} has lost its epoch or its hash seed.`);
  return { epoch, origin: values.get('origin') ?? epoch, hashSeed: [seed.readUInt32LE(0), seed.readUInt32LE(4)] };
}

/** Whether what a file says about itself is as it was written. */
export function isMetaWhole(values: ReadonlyMap<string, string>): boolean {
  return values.get('check') === checkOf(values);
}

const CHECKED_KEYS = ['format', 'epoch', 'origin', 'hash-seed', 'personal'];

function writeMeta(database: DatabaseSync, values: { readonly [key: string]: string }): void {
  const insert = database.prepare('INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)');
  for (const [key, value] of Object.entries(values)) insert.run(key, value);
  insert.run('check', checkOf(metaValues(database)));
}

function checkOf(values: ReadonlyMap<string, string>): string {
  return createHash('sha256')
    .update(JSON.stringify(CHECKED_KEYS.map((key) => values.get(key) ?? null)))
    .digest('hex');
}
