import { readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { KeptError } from '../../shared/error/index.ts';
import { type ImportProgress, type ImportResult, type ImportSink, importFiles, logSink, readMapping, serverSink } from '../intake/index.ts';
import { SystemClock } from '../live/index.ts';
import { FolderLocked, SqliteLog } from '../log/index.ts';
import type { Clock } from '../ports/index.ts';
import { asUsage } from './as-usage.ts';
import { loadBook } from './book-file.ts';

export type CommandIo = {
  readonly stdout: { write(text: string): unknown };
  readonly stderr: { write(text: string): unknown; readonly isTTY?: boolean };
  readonly env: Readonly<Record<string, string | undefined>>;
};

type Target = { readonly sink: ImportSink; readonly where: string; close(): Promise<void> };
type ImportArgs = {
  readonly mapping: string;
  readonly files: readonly string[];
  readonly folder: string;
  readonly book: string | undefined;
  readonly isJson: boolean;
};

/** A mapping is a page of text; a data file given in its place should not be read whole. */
const MAPPING_BYTES_MAX = 1024 * 1024;
/** Refusals that are printed for people; `--json` gives all that were kept. */
const REFUSALS_PRINTED_MAX = 20;

/**
 * `kept import --mapping M [--data FOLDER] [--book BOOK] [--json] FILE…`: straight into the log, or, when a server has the
 * folder open, through that server's door. A book tells which fields are personal; the log remembers them from then on.
 * Exit code 0 done, 1 when rows were refused.
 * @throws KeptError USAGE, MAPPING_INVALID, FILE_UNREADABLE and those of the log.
 */
export async function importCommand(args: readonly string[], io: CommandIo): Promise<number> {
  const wanted = argsOf(args, io.env);
  const mapping = readMapping(textOf(wanted.mapping), wanted.mapping);
  const clock = new SystemClock();
  const target = await targetOf(wanted, clock);
  try {
    const onProgress = (progress: ImportProgress): unknown => io.stderr.write(progressLine(progress, io.stderr.isTTY === true));
    const result = await importFiles({ mapping, files: wanted.files, sink: target.sink, onProgress, nowAtMs: () => clock.nowAtMs() });
    if (io.stderr.isTTY === true) io.stderr.write('\u001b[2K');
    io.stdout.write(wanted.isJson ? `${JSON.stringify(answerOf(result))}\n` : reportOf(result, target.where));
    return result.refused + result.conflicts === 0 ? 0 : 1;
  } finally {
    await target.close();
  }
}

function argsOf(args: readonly string[], env: CommandIo['env']): ImportArgs {
  const options = { mapping: { type: 'string' }, data: { type: 'string' }, book: { type: 'string' }, json: { type: 'boolean' } } as const;
  const { values, positionals } = asUsage(() => parseArgs({ args: [...args], options, allowPositionals: true }));
  if (values.mapping === undefined) throw new KeptError('USAGE', 'kept import needs --mapping FILE.');
  if (positionals.length === 0) throw new KeptError('USAGE', 'kept import needs at least one file to read.');
  const folder = values.data ?? env['KEPT_DATA'] ?? 'data';
  return { mapping: values.mapping, files: positionals, folder, book: values.book, isJson: values.json ?? false };
}

function textOf(file: string): string {
  try {
    const bytes = readFileSync(file);
    if (bytes.length > MAPPING_BYTES_MAX) throw new Error(`it has ${bytes.length} bytes, which is no mapping`);
    return bytes.toString('utf8');
  } catch (cause) {
    throw new KeptError(
      'FILE_UNREADABLE',
      `The mapping ${file} cannot be read: ${cause instanceof Error ? cause.message : String(cause)}.`,
      { cause },
    );
  }
}

async function targetOf({ folder, book }: ImportArgs, clock: Clock): Promise<Target> {
  const personal = book === undefined ? {} : { personal: loadBook(book).book.personal };
  try {
    const log = await SqliteLog.open({ folder, clock, ...personal });
    return { sink: logSink(log), where: folder, close: () => log.close() };
  } catch (error) {
    if (!(error instanceof FolderLocked) || error.holder?.port === undefined) throw error;
    const server = `http://127.0.0.1:${error.holder.port}`;
    return { sink: serverSink({ server, fetch, wait: (ms) => setTimeout(ms) }), where: server, close: async () => {} };
  }
}

/** On a terminal one line that is written over; in a file one line each. */
function progressLine({ file, doneShare, rows, events }: ImportProgress, isTerminal: boolean): string {
  const line = `${file}: ${Math.floor(doneShare * 100)}%, ${rows} rows, ${events} events`;
  return isTerminal ? `\u001b[2K${line}\r` : `${line}\n`;
}

/** The answer of `--json`: counts, seconds and what was refused. */
function answerOf({ tookMs, ...counts }: ImportResult): object {
  const seconds = tookMs / 1000;
  return { ...counts, seconds, eventsPerSecond: seconds === 0 ? null : Math.round(counts.events / seconds) };
}

function reportOf(result: ImportResult, where: string): string {
  const { rows, events, accepted, repeats, conflicts, refused, refusals, tookMs } = result;
  const seconds = Math.max(tookMs, 1) / 1000;
  const shown = refusals
    .slice(0, REFUSALS_PRINTED_MAX)
    .map(({ file, line, column, reason }) => `  ${file}:${line}${column === undefined ? '' : ` ${column}`}: ${reason}\n`);
  const more = refused + conflicts - shown.length;
  return [
    `${rows} rows gave ${events} events in ${seconds.toFixed(1)} s (${Math.round(events / seconds)} events/s) to ${where}\n`,
    `  accepted ${accepted}, repeats ${repeats}, conflicts ${conflicts}, refused ${refused}\n`,
    ...shown,
    more > 0 ? `  and ${more} more\n` : '',
  ].join('');
}
