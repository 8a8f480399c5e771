import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { KeptError } from '../../shared/error/index.ts';
import { SystemClock } from '../live/index.ts';
import { FolderLocked, SqliteLog } from '../log/index.ts';

/** A piece of work on a data folder: what is done to the log here, or asked of the server that has it open. */
export type FolderWork<T> = {
  readonly folder: string;
  /** Of the server's door for it, and what is sent there. */
  readonly name: string;
  readonly request: object;
  readonly here: (log: SqliteLog) => Promise<T>;
};

/** A server that takes longer than this has something wrong with it; a year that is archived takes minutes. */
const ANSWER_MS_MAX = 30 * 60_000;
/** Refusals of the server that are told as they are. */
const TOLD = [
  'ACCESS_FULL',
  'ACCESS_INVALID',
  'ACCESS_LAST_ADMIN',
  'ACCESS_NAME_TAKEN',
  'ACCESS_UNKNOWN',
  'ERASE_INVALID',
  'LOG_BUSY',
  'LOG_CLOSED',
  'LOG_DAMAGED',
  'LOG_FAILED',
  'LOG_UNSURE',
  'NOTHING_TO_ERASE',
  'VALUE_RANGE',
] as const;

/** Does the work on a folder that nobody has open, or has the server do it. @throws KeptError FILE_UNREADABLE and those of the work. */
export async function onFolder<T>(work: FolderWork<T>): Promise<T> {
  if (!existsSync(join(work.folder, 'log.db'))) throw new KeptError('FILE_UNREADABLE', `There is no log in ${work.folder}.`);
  let log: SqliteLog;
  try {
    log = await SqliteLog.open({ folder: work.folder, clock: new SystemClock() });
  } catch (error) {
    if (error instanceof FolderLocked) return byServer(error, work);
    throw error;
  }
  try {
    return await work.here(log);
  } finally {
    await log.close();
  }
}

async function byServer<T>(locked: FolderLocked, { name, request }: FolderWork<T>): Promise<T> {
  const { port, key } = locked.holder ?? {};
  if (port === undefined || key === undefined) throw locked;
  const answer = await fetch(`http://127.0.0.1:${port}/api/folder/${name}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
    body: JSON.stringify(request),
    signal: AbortSignal.timeout(ANSWER_MS_MAX),
  });
  const body: unknown = await answer.json();
  if (answer.ok) return body as T; // What `here` would have given, from the same program.
  const { code, title } = body as { readonly code?: string; readonly title?: string };
  throw new KeptError(
    TOLD.find((known) => known === code) ?? 'LOG_FAILED',
    title ?? `The server on port ${port} answered ${answer.status}.`,
  );
}
