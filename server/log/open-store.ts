import { existsSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { KeptError } from '../../shared/error/index.ts';
import type { LogDamage } from '../ports/index.ts';
import { withArchive } from './archive/archived-bodies.ts';
import { isCorruption } from './batch-row.ts';
import { checkAtStart } from './check/check-start.ts';
import { type MarkRead, markFileOf, readMark } from './check/mark.ts';
import { LogStore } from './log-store.ts';
import { type Meta, metaOf } from './schema.ts';

/** A record as it was found. One that is damaged is not opened for writing, so that what can be learnt from it stays as it is. */
export type Found = { readonly meta: Meta; readonly damage: LogDamage | undefined };

/** The writing side of a log file, or why there is none. @throws KeptError as `inspect`, and LOG_FAILED. */
export function openStore(file: string, personal: readonly string[] | undefined): LogStore | (Found & { readonly damage: LogDamage }) {
  const found = inspect(file);
  if (found?.damage !== undefined) return { ...found, damage: found.damage };
  return new LogStore(file, { personal });
}

/**
 * Looks at a log file without changing it; `undefined` where there is none yet.
 * @throws KeptError LOG_FORMAT, LOG_FAILED, LOG_DAMAGED where nothing of a record can be read at all.
 */
export function inspect(file: string): Found | undefined {
  const mark = readMark(markFileOf(file));
  if (!existsSync(file)) {
    if (mark.kind === 'none' || (mark.kind === 'read' && mark.mark.place === 0)) return undefined;
    const known = mark.kind === 'read' ? `, which had ${mark.mark.place} entries` : '';
    throw new KeptError('LOG_DAMAGED', `${file}${known}, is missing; only its mark is there.`);
  }
  try {
    rollBackCreation(file);
    return reading(file, (database) => {
      if (isEmpty(database) && mark.kind === 'none') return undefined; // It was being made when the power went.
      const meta = metaOf(database, file);
      return { meta, damage: checkAtStart(database, meta, mark) };
    });
  } catch (cause) {
    throw refusal(file, mark, cause);
  }
}

/** How long reading waits for a writer that has the whole file to itself, as another program may. */
const BUSY_MS_MAX = 5000;

/** Reads from a log file and its archive, and lets go of both. */
export function reading<T>(file: string, act: (database: DatabaseSync) => T): T {
  const database = new DatabaseSync(file, { readOnly: true });
  database.exec(`PRAGMA busy_timeout = ${BUSY_MS_MAX}`);
  withArchive(database);
  try {
    return act(database);
  } finally {
    database.close();
  }
}

/**
 * A power cut while a file is being made leaves a rollback journal, which a connection that only reads may not undo. Once a log has
 * entries there is none: they go through the write-ahead log.
 */
function rollBackCreation(file: string): void {
  if (!existsSync(`${file}-journal`)) return;
  const database = new DatabaseSync(file);
  try {
    database.exec('SELECT count(*) FROM sqlite_schema');
  } finally {
    database.close();
  }
}

function isEmpty(database: DatabaseSync): boolean {
  return database.prepare("SELECT count(*) AS count FROM sqlite_schema WHERE type = 'table'").get()?.['count'] === 0;
}

/** The mark tells a log that was damaged from a file that never was one. */
function refusal(file: string, mark: MarkRead, cause: unknown): unknown {
  if (!(cause instanceof Error)) return cause;
  const isFormat = cause instanceof KeptError && cause.code === 'LOG_FORMAT';
  if (isFormat && /has format \d/.test(cause.message)) return cause;
  const isUnreadable = isFormat || isCorruption(cause) || /no such (table|column)/.test(cause.message);
  if (isUnreadable && mark.kind !== 'none')
    return new KeptError('LOG_DAMAGED', `${file} cannot be read as a log: ${cause.message}`, { cause });
  if (cause instanceof KeptError) return cause;
  if (isUnreadable) return new KeptError('LOG_FORMAT', `${file} is not a log of Kept: ${cause.message}.`, { cause });
  return new KeptError('LOG_FAILED', `${file} cannot be opened: ${cause.message}.`, { cause });
}
