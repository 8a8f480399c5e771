import { readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { KeptError } from '../../shared/error/index.ts';
import {
  type FeedImportResult,
  type ImportProgress,
  type ImportResult,
  type ImportSink,
  importFeeds,
  importFiles,
  logSink,
  type RowsOptions,
  readMapping,
  serverSink,
} from '../intake/index.ts';
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
  readonly kind: MappedKind | FeedKind;
  readonly files: readonly string[];
  readonly folder: string;
  readonly book: string | undefined;
  readonly isJson: boolean;
};

/** Rows through a mapping. */
type MappedKind = { readonly mapping: string };
/** Messages of a GTFS Realtime feed, with the zip of the timetable that belongs to them. */
type FeedKind = { readonly staticFile: string | undefined; readonly source: string };
/** What an import is to do with its files, ready to start. */
type Start = (options: RowsOptions) => Promise<ImportResult | FeedImportResult>;

const FEED_SOURCE = '/import/gtfs-realtime';
/** A mapping is a page of text; a data file given in its place should not be read whole. */
const MAPPING_BYTES_MAX = 1024 * 1024;
/** Refusals that are printed for people; `--json` gives all that were kept. */
const REFUSALS_PRINTED_MAX = 20;

/**
 * `kept import --mapping M [--data FOLDER] [--book BOOK] [--json] FILE…`, or with `--gtfs-realtime [--static ZIP] [--source S]`
 * in place of a mapping: straight into the log, or, when a server has the
 * folder open, through that server's door. A book tells which fields are personal; the log remembers them from then on.
 * Exit code 0 done, 1 when rows were refused.
 * @throws KeptError USAGE, MAPPING_INVALID, FILE_UNREADABLE and those of the log.
 */
export async function importCommand(args: readonly string[], io: CommandIo): Promise<number> {
  const wanted = argsOf(args, io.env);
  const start = startOf(wanted.kind);
  const clock = new SystemClock();
  const target = await targetOf(wanted, clock);
  try {
    const onProgress = (progress: ImportProgress): unknown => io.stderr.write(progressLine(progress, io.stderr.isTTY === true));
    const result = await start({ files: wanted.files, sink: target.sink, onProgress, nowAtMs: () => clock.nowAtMs() });
    if (io.stderr.isTTY === true) io.stderr.write('\u001b[2K');
    io.stdout.write(wanted.isJson ? `${JSON.stringify(answerOf(result))}\n` : reportOf(result, target.where));
    return result.refused + result.conflicts === 0 ? 0 : 1;
  } finally {
    await target.close();
  }
}

function argsOf(args: readonly string[], env: CommandIo['env']): ImportArgs {
  const text = { type: 'string' } as const;
  const isSet = { type: 'boolean' } as const;
  const options = { mapping: text, data: text, book: text, json: isSet, 'gtfs-realtime': isSet, static: text, source: text };
  const { values, positionals } = asUsage(() => parseArgs({ args: [...args], options, allowPositionals: true }));
  const kind = kindOf(values);
  if (positionals.length === 0) throw new KeptError('USAGE', 'kept import needs at least one file to read.');
  const folder = values.data ?? env['KEPT_DATA'] ?? 'data';
  return { kind, files: positionals, folder, book: values.book, isJson: values.json ?? false };
}

type KindValues = { readonly mapping?: string; readonly 'gtfs-realtime'?: boolean; readonly static?: string; readonly source?: string };

function kindOf({ mapping, static: staticFile, source, 'gtfs-realtime': isFeed = false }: KindValues): ImportArgs['kind'] {
  if (isFeed && mapping !== undefined) throw new KeptError('USAGE', 'Messages of a GTFS Realtime feed need no --mapping.');
  if (isFeed) return { staticFile, source: source ?? FEED_SOURCE };
  if (staticFile !== undefined || source !== undefined) throw new KeptError('USAGE', '--static and --source go with --gtfs-realtime.');
  if (mapping === undefined) throw new KeptError('USAGE', 'kept import needs --mapping FILE, or --gtfs-realtime.');
  return { mapping };
}

/** What is wrong with a mapping is said before the log is opened. */
function startOf(kind: ImportArgs['kind']): Start {
  if ('source' in kind) return (options) => importFeeds({ ...options, ...kind });
  const mapping = readMapping(textOf(kind.mapping), kind.mapping);
  return (options) => importFiles({ ...options, mapping });
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
    const { port, key } = error.holder;
    const server = `http://127.0.0.1:${port}`;
    return { sink: serverSink({ server, key, fetch, wait: (ms) => setTimeout(ms) }), where: server, close: async () => {} };
  }
}

/** On a terminal one line that is written over; in a file one line each. */
function progressLine({ file, doneShare, rows, events }: ImportProgress, isTerminal: boolean): string {
  const line = `${file}: ${Math.floor(doneShare * 100)}%, ${rows} rows, ${events} events`;
  return isTerminal ? `\u001b[2K${line}\r` : `${line}\n`;
}

/** The answer of `--json`: counts, seconds and what was refused. */
function answerOf({ tookMs, ...counts }: ImportResult | FeedImportResult): object {
  const seconds = tookMs / 1000;
  return { ...counts, seconds, eventsPerSecond: seconds === 0 ? null : Math.round(counts.events / seconds) };
}

function reportOf(result: ImportResult | FeedImportResult, where: string): string {
  const { rows, events, accepted, repeats, conflicts, refused, refusals, tookMs } = result;
  const seconds = Math.max(tookMs, 1) / 1000;
  const shown = refusals
    .slice(0, REFUSALS_PRINTED_MAX)
    .map(({ file, line, column, reason }) => `  ${file}:${line}${column === undefined ? '' : ` ${column}`}: ${reason}\n`);
  const more = refused + conflicts - shown.length;
  return [
    `${rows} rows gave ${events} events in ${seconds.toFixed(1)} s (${Math.round(events / seconds)} events/s) to ${where}\n`,
    `  accepted ${accepted}, repeats ${repeats}, conflicts ${conflicts}, refused ${refused}\n`,
    ...('counts' in result ? feedLines(result) : []),
    ...shown,
    more > 0 ? `  and ${more} more\n` : '',
  ].join('');
}

/** What the messages of a feed held, and the alerts in them, which are for people and give no event. */
function feedLines({ counts, timetable, notes }: FeedImportResult): readonly string[] {
  const { trips, tripsKnown, stopUpdates, vehicles, alerts } = counts;
  const known = timetable === null ? '' : ` (${tripsKnown} of them among the ${timetable.trips} of the timetable)`;
  return [
    `  ${trips} trips${known}, ${stopUpdates} stop updates, ${vehicles} vehicles, ${alerts} alerts\n`,
    ...notes.slice(0, REFUSALS_PRINTED_MAX).map(({ about, effect, text }) => `  alert for ${about.join(', ')}: ${effect}: ${text}\n`),
  ];
}
