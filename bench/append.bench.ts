import { closeSync, fdatasyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { SystemClock } from '../server/live/index.ts';
import { SqliteLog } from '../server/log/index.ts';
import type { Known } from '../server/ports/index.ts';
import { DAY_MS, instantOf, type KeptEvent, utcDayOf } from '../shared/event/index.ts';
import { departureEvents, inBatches, withRandomIds } from './harness/events.ts';
import { type Identities, withIdentities } from './harness/held-identities.ts';
import { benchmark, figure, mediansOf, type Row, ratio } from './harness/index.ts';

/**
 * Batches of a thousand events with random ids, each on disk before it is answered, into a log that holds ten million identities,
 * beside the same bytes appended to a plain file with an `fdatasync` after each batch. Both are handed the bytes, as a request brings
 * them. The identities lie on the very days and sources that the events fall on, and are in memory when the clock starts, so that each
 * event is told from a million others.
 */
const BATCH_EVENTS = 1_000;
const SOURCES = ['/demo/nyc', '/demo/ewr', '/demo/jfk', '/demo/lga', '/demo/hpn'];
const FIRST_DAY_MS = Date.UTC(2013, 6, 29);
const DAYS = 2;
/** Appends under way at once, as from several senders. */
const SENDERS = 4;

/** A batch as the door of the server hands it to the log. */
type Sent = { readonly events: readonly KeptEvent[]; readonly known: Known };
type Spent = { readonly ms: number; readonly mainUs: number; readonly storeUs: number };

await benchmark(async ({ isQuick, rounds }) => {
  const held = isQuick ? 100_000 : 10_000_000;
  const batches = isQuick ? 20 : 100;
  const folder = mkdtempSync(join(tmpdir(), 'kept-append-'));
  try {
    const log = await logWith(folder, { sources: SOURCES, firstDay: FIRST_DAY_MS / DAY_MS, days: DAYS, count: held });
    const rows = await measured({ log, file: join(folder, 'plain'), batches, rounds, held });
    await log.close();
    return rows;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

type Job = { readonly log: SqliteLog; readonly file: string; readonly batches: number; readonly rounds: number; readonly held: number };

async function measured({ log, file, batches, rounds, held }: Job): Promise<readonly Row[]> {
  const events = spread(await departureEvents(batches * BATCH_EVENTS));
  const count = events.length;
  await appendAll(log, sentOf(events.slice(0, SOURCES.length * DAYS * 100))); // Every set is in memory from here on.
  const spent: Spent[] = [];
  let bytes = 0;
  let fresh = sentOf(events);
  const [plainMs = 0, keptMs = 0] = await mediansOf(rounds, [
    () => {
      fresh = sentOf(events);
      const bodies = fresh.map(({ known }) => known.json ?? new Uint8Array());
      bytes = bodies.reduce((sum, body) => sum + body.length, 0);
      return plainAppend(file, bodies);
    },
    async () => {
      spent.push(await appendAll(log, fresh));
      return spent.at(-1)?.ms ?? 0;
    },
  ]);
  const [mainUs = 0, storeUs = 0] = await mediansOf(1, [() => middle(spent, 'mainUs'), () => middle(spent, 'storeUs')]);
  const name = `durable append, random ids, batches of ${BATCH_EVENTS}, ${held.toLocaleString('en')} identities held`;
  return [
    ratio(
      { name, value: (count / keptMs) * 1000, unit: 'events/s', target: '≥ 30% of the baseline', holds: (of) => of >= 0.3 },
      (count / plainMs) * 1000,
    ),
    figure({ name: 'durable append: processor time of the calling thread', value: mainUs / count, unit: 'µs/event' }),
    figure({ name: 'durable append: processor time of all other threads', value: storeUs / count, unit: 'µs/event' }),
    figure({ name: 'durable append: bytes of an event', value: bytes / count, unit: 'B' }),
  ];
}

function middle(spent: readonly Spent[], of: 'mainUs' | 'storeUs'): number {
  return spent.map((each) => each[of]).toSorted((a, b) => a - b)[Math.floor((spent.length - 1) / 2)] ?? 0;
}

async function logWith(folder: string, identities: Identities): Promise<SqliteLog> {
  const log = await SqliteLog.open({ folder, clock: new SystemClock() });
  withIdentities(join(folder, 'log.db'), identities); // It has looked at none of its days yet, so it will find them.
  return log;
}

/** The events on the days and sources of the identities, in turn; what they say stays as it was. */
function spread(events: readonly KeptEvent[]): readonly KeptEvent[] {
  return events.map((event, index) => {
    const ofDayMs = (instantOf(event.time) ?? 0) % DAY_MS;
    const time = new Date(FIRST_DAY_MS + (index % DAYS) * DAY_MS + ofDayMs).toISOString();
    return { ...event, time, source: SOURCES[index % SOURCES.length] ?? event.source };
  });
}

/** With new random ids. */
function sentOf(events: readonly KeptEvent[]): readonly Sent[] {
  return inBatches(withRandomIds(events), BATCH_EVENTS).map((batch) => {
    const json = Buffer.from(JSON.stringify(batch));
    const days = Int32Array.from(batch, utcDayOf);
    return { events: JSON.parse(json.toString()) as KeptEvent[], known: { days, bytes: json.length, json } };
  });
}

async function appendAll(log: SqliteLog, batches: readonly Sent[]): Promise<Spent> {
  globalThis.gc?.();
  let next = 0;
  const send = async (): Promise<void> => {
    for (let batch = batches[next++]; batch !== undefined; batch = batches[next++]) {
      const receipts = await log.append(batch.events, { known: batch.known });
      if (receipts.some(({ status }) => status !== 'accepted')) throw new Error('a random id was taken for another');
    }
  };
  const [startMs, all, own] = [performance.now(), process.cpuUsage(), process.threadCpuUsage()];
  await Promise.all(Array.from({ length: SENDERS }, send));
  const [ms, whole, main] = [performance.now() - startMs, process.cpuUsage(all), process.threadCpuUsage(own)];
  const mainUs = main.user + main.system;
  return { ms, mainUs, storeUs: whole.user + whole.system - mainUs };
}

function plainAppend(file: string, bodies: readonly Uint8Array[]): number {
  globalThis.gc?.();
  const descriptor = openSync(file, 'a');
  const startMs = performance.now();
  for (const body of bodies) {
    writeSync(descriptor, body);
    fdatasyncSync(descriptor);
  }
  const ms = performance.now() - startMs;
  closeSync(descriptor);
  return ms;
}
