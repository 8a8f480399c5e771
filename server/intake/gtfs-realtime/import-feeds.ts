import { readFile } from 'node:fs/promises';
import { zoneOf } from '../../../shared/calendar/index.ts';
import { KeptError } from '../../../shared/error/index.ts';
import { type ImportResult, importRows, type RowsOptions } from '../import/import-files.ts';
import { type AlertNote, type FeedCounts, feedEvents } from './feed-events.ts';
import { type FeedMessage, readFeedMessage } from './feed-message.ts';
import type { Timetable } from './run.ts';
import { readStaticFeed, type StaticFeed } from './static-feed.ts';
import type { TripMemory } from './trip-memory.ts';

export type FeedImportOptions = RowsOptions & {
  /** The zip of the static GTFS feed that belongs to the messages; without it nothing is due but what a message says itself. */
  readonly staticFile: string | undefined;
  readonly source: string;
};

export type FeedImportResult = ImportResult & {
  readonly counts: FeedCounts;
  /** Rows of the static feed's tables; `null` without one. */
  readonly timetable: StaticFeed['counts'] | null;
  readonly notes: readonly AlertNote[];
};

/** A message of more than this is no feed of one operator. */
const MESSAGE_BYTES_MAX = 256 * 1024 * 1024;

type Read = { readonly file: string; readonly message: FeedMessage };

/**
 * Reads GTFS Realtime messages into a sink, in the order in which they were made, so that each tells what has changed since the
 * one before. A row of the result is an entity of a message.
 * @throws KeptError FILE_UNREADABLE, ROW_INVALID for the static feed, and whatever the sink throws.
 */
export async function importFeeds({ staticFile, source, ...options }: FeedImportOptions): Promise<FeedImportResult> {
  const read = (await Promise.all(options.files.map(messageIn))).sort((a, b) => madeAt(a) - madeAt(b));
  const timetable = await timetableOf(staticFile, read);
  const memory: TripMemory = new Map();
  let counts: FeedCounts = { trips: 0, tripsKnown: 0, stopUpdates: 0, vehicles: 0, alerts: 0 };
  const notes: AlertNote[] = [];
  async function* rowsOf(file: string) {
    const found = read.find((one) => one.file === file);
    const reading = feedEvents(found?.message ?? { header: {} }, { source, timetable, memory });
    counts = sumOf(counts, reading.counts);
    notes.push(...reading.notes);
    yield { outcomes: reading.entities.map(({ events }, index) => ({ line: index + 1, events })), doneShare: 1 };
  }
  const result = await importRows({ rowsOf, onError: 'reject-row' }, { ...options, files: read.map(({ file }) => file) });
  return { ...result, counts, timetable: timetable.feed?.counts ?? null, notes };
}

async function messageIn(file: string): Promise<Read> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(file);
  } catch (cause) {
    throw new KeptError('FILE_UNREADABLE', `${file} cannot be read: ${cause instanceof Error ? cause.message : String(cause)}.`, { cause });
  }
  if (bytes.length > MESSAGE_BYTES_MAX) throw new KeptError('FILE_UNREADABLE', `${file} has ${bytes.length} bytes, which is no message.`);
  return { file, message: readFeedMessage(bytes, file) };
}

function madeAt({ message }: Read): number {
  return message.header.timestamp ?? 0;
}

async function timetableOf(staticFile: string | undefined, read: readonly Read[]): Promise<Timetable> {
  if (staticFile === undefined) return { zone: zoneOf('UTC'), feed: null };
  const entities = read.flatMap(({ message }) => message.entity ?? []);
  const wanted = new Set(entities.flatMap(({ tripUpdate, vehicle }) => tripUpdate?.trip.tripId ?? vehicle?.trip?.tripId ?? []));
  const feed = await readStaticFeed(staticFile, wanted);
  return { zone: feed.zone, feed };
}

function sumOf(a: FeedCounts, b: FeedCounts): FeedCounts {
  return {
    trips: a.trips + b.trips,
    tripsKnown: a.tripsKnown + b.tripsKnown,
    stopUpdates: a.stopUpdates + b.stopUpdates,
    vehicles: a.vehicles + b.vehicles,
    alerts: a.alerts + b.alerts,
  };
}
