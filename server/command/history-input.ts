import { readFileSync } from 'node:fs';
import type { History } from '../../shared/design/index.ts';
import { KeptError } from '../../shared/error/index.ts';
import { DistinctEvents, type KeptEvent } from '../../shared/event/index.ts';
import { importFiles, readMapping } from '../intake/index.ts';
import { SystemClock } from '../live/index.ts';
import { LogFile } from '../log/index.ts';
import { takeEventLines } from './event-lines.ts';
import { inputLines } from './input-lines.ts';
import { instantOption } from './instant-option.ts';
import type { AnswerIo } from './state-of-lines.ts';

/** Options of a command that asks about a span of the past, for `parseArgs`. */
export const HISTORY_OPTIONS = {
  data: { type: 'string' },
  mapping: { type: 'string' },
  from: { type: 'string' },
  to: { type: 'string' },
  'as-of': { type: 'string' },
} as const;

type HistoryValues = { readonly [option in keyof typeof HISTORY_OPTIONS]?: string | undefined };

/** The past that a command asks about, and how many lines or rows of it were refused. */
export type HistoryInput = { readonly history: History; readonly refused: number };

/**
 * Reads the events of a data folder (`--data`, also while a server runs), of files through a mapping (`--mapping`), or of files or standard
 * input with one event a line, as `kept judge` reads them. What is refused is said on `stderr`.
 * @throws KeptError USAGE, FILE_UNREADABLE, MAPPING_INVALID and those of the log.
 */
export async function readHistory(values: HistoryValues, files: readonly string[], io: AnswerIo): Promise<HistoryInput> {
  const { data, mapping } = values;
  const [fromAtMs, toAtMs] = [instantOption('from', values.from), instantOption('to', values.to)];
  if (fromAtMs !== null && toAtMs !== null && fromAtMs >= toAtMs) throw new KeptError('USAGE', '--from must lie before --to.');
  if (data !== undefined && (mapping !== undefined || files.length > 0))
    throw new KeptError('USAGE', '--data names a folder that holds the events: name no mapping and no files beside it.');
  if (mapping !== undefined && files.length === 0) throw new KeptError('USAGE', '--mapping needs the files that it maps.');
  const read = data !== undefined ? eventsOfLog(data) : mapping !== undefined ? mappedEvents(mapping, files, io) : lineEvents(files, io);
  const { events, refused } = await read;
  return { history: { events, fromAtMs, toAtMs, asOfMs: instantOption('as-of', values['as-of']) }, refused };
}

type Events = { readonly events: readonly KeptEvent[]; readonly refused: number };

async function eventsOfLog(folder: string): Promise<Events> {
  const log = new LogFile(folder);
  try {
    const events: KeptEvent[] = [];
    for await (const batch of log.read(0)) for (const event of batch.events) events.push(event);
    return { events, refused: 0 };
  } finally {
    log.close();
  }
}

async function lineEvents(files: readonly string[], { stdin, stderr }: AnswerIo): Promise<Events> {
  const log = new DistinctEvents();
  let refused = 0;
  for await (const line of takeEventLines(log, inputLines(files, stdin))) {
    refused += 1;
    stderr.write(`${JSON.stringify(line)}\n`);
  }
  return { events: [...log.inOrder()], refused };
}

async function mappedEvents(mapping: string, files: readonly string[], { stderr }: AnswerIo): Promise<Events> {
  const log = new DistinctEvents();
  const clock = new SystemClock();
  const result = await importFiles({
    files,
    mapping: readMapping(mappingText(mapping), mapping),
    sink: { deliver: async (events) => deliveredTo(log, events) },
    nowAtMs: () => clock.nowAtMs(),
  });
  for (const refusal of result.refusals) stderr.write(`${JSON.stringify(refusal)}\n`);
  return { events: [...log.inOrder()], refused: result.refused + result.conflicts };
}

function deliveredTo(log: DistinctEvents, events: readonly KeptEvent[]) {
  const taken = events.map((event) => log.take(event));
  const countOf = (what: (typeof taken)[number]) => taken.filter((each) => each === what).length;
  const conflicts = taken.flatMap((each, index) =>
    each === 'conflict' ? [{ index, isConflict: true, reason: 'was there before with other content; the first stands' }] : [],
  );
  return { accepted: countOf('accepted'), repeats: countOf('repeat'), refused: conflicts };
}

function mappingText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new KeptError('FILE_UNREADABLE', `The mapping ${file} cannot be read.`, { cause });
  }
}
