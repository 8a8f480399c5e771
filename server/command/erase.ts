import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { KeptError } from '../../shared/error/index.ts';
import { SystemClock } from '../live/index.ts';
import { type Erased, type Erasure, FolderLocked, type Holder, parseErasure, SqliteLog } from '../log/index.ts';
import { asUsage } from './as-usage.ts';

export type EraseIo = { readonly stdout: { write(text: string): unknown } };

/** A server answers within seconds even where many values are kept; then something is wrong with it. */
const ANSWER_MS_MAX = 120_000;

/**
 * `kept erase FOLDER (--subject S | --place N…) --by NAME --reason TEXT [--json]`: erases the personal values of these events, and
 * writes down which ones, who asked for it and why. A server that has the folder open does it itself.
 * @throws KeptError USAGE, ERASE_INVALID, NOTHING_TO_ERASE and those of the log.
 */
export async function eraseCommand(args: readonly string[], io: EraseIo): Promise<number> {
  const text = { type: 'string' } as const;
  const options = { subject: text, place: { type: 'string', multiple: true }, by: text, reason: text, json: { type: 'boolean' } } as const;
  const { values, positionals } = asUsage(() => parseArgs({ args: [...args], options, allowPositionals: true }));
  const [folder, ...others] = positionals;
  if (folder === undefined || others.length > 0) throw new KeptError('USAGE', 'kept erase needs one data folder.');
  const { subject, place, by, reason } = values;
  const erasure = parseErasure({ subject, places: place?.map(Number), by, reason });
  const { places } = await erased(folder, erasure);
  const line =
    places.length === 1 ? `Erased the personal values at place ${places[0]}.` : `Erased the personal values at ${places.length} places.`;
  io.stdout.write(values.json === true ? `${JSON.stringify({ places })}\n` : `${line}\n`);
  return 0;
}

async function erased(folder: string, erasure: Erasure): Promise<Erased> {
  if (!existsSync(join(folder, 'log.db'))) throw new KeptError('FILE_UNREADABLE', `There is no log in ${folder}.`);
  let log: SqliteLog;
  try {
    log = await SqliteLog.open({ folder, clock: new SystemClock() });
  } catch (error) {
    if (error instanceof FolderLocked && error.holder !== undefined) return erasedByServer(error, error.holder, erasure);
    throw error;
  }
  try {
    return await log.erase(erasure);
  } finally {
    await log.close();
  }
}

async function erasedByServer(locked: FolderLocked, { port, key }: Holder, { of, by, reason }: Erasure): Promise<Erased> {
  if (port === undefined || key === undefined) throw locked;
  const answer = await fetch(`http://127.0.0.1:${port}/api/erase`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
    body: JSON.stringify({ ...of, by, reason }),
    signal: AbortSignal.timeout(ANSWER_MS_MAX),
  });
  const body = (await answer.json()) as { readonly places?: readonly number[]; readonly code?: string; readonly title?: string };
  if (answer.ok && body.places !== undefined) return { places: body.places };
  const code = body.code === 'NOTHING_TO_ERASE' || body.code === 'LOG_BUSY' ? body.code : 'LOG_FAILED';
  throw new KeptError(code, body.title ?? `The server on port ${port} answered ${answer.status}.`);
}
