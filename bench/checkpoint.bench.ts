import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { Checkpoints } from '../server/checkpoint/index.ts';
import { bookHashOf } from '../server/command/book-file.ts';
import { LiveEngine, SystemClock } from '../server/live/index.ts';
import { RecordReader, SqliteLog } from '../server/log/index.ts';
import type { Clock } from '../server/ports/index.ts';
import { readBook } from '../shared/book/index.ts';
import type { KeptEvent } from '../shared/event/index.ts';
import { wallView } from '../shared/view/index.ts';
import { benchmark, figure, median, type Row } from './harness/index.ts';

/**
 * How soon a server is live again, and how soon any instant of its past is there: `node bench/checkpoint.bench.ts [--quick]`.
 *
 * A log of five million events by the demo's whole book: tickets of 5,000 customers, each opened, contacted five minutes
 * later and resolved after eight and a half hours, so that some 100,000 obligations are open all the time. It is written and its checkpoints are made before the clock starts.
 */
const EVENTS = 5_000_000;
/** Written each 5,000 events, as a server does, they would take more than the room that they have: what is left then stands about as far apart as these. */
const EVERY_EVENTS = 6_250;
const OPEN_MAX = 100_000;
const QUICK_PART = 1_000;
const SEEKS = 30;
const QUICK_SEEKS = 3;
const BATCH_EVENTS = 1_000;
const START_MS = Date.UTC(2026, 0, 5, 14);
/** From one opening to its end. */
const LIFE_MS = 8.5 * 3_600_000;
const REPLY_MS = 5 * 60_000;
const PROGRAM = new URL('../server/command/checkpoint-worker.ts', import.meta.url);
const BOOK_FILE = fileURLToPath(new URL('../examples/nyc-demo/book.yaml', import.meta.url));

async function measured(
  folder: string,
  { part, seekCount }: { readonly part: number; readonly seekCount: number },
): Promise<readonly Row[]> {
  const text = readFileSync(BOOK_FILE, 'utf8');
  const read = readBook(text);
  if (!read.ok) throw new Error('the book of the demo has faults');
  const clock = new TellingClock();
  const log = await SqliteLog.open({ folder, clock });
  await tell(log, clock, EVENTS / part, OPEN_MAX / part);
  const { epoch, origin } = log;
  const everyEvents = part === 1 ? EVERY_EVENTS : 2_500;
  const open = () =>
    new Checkpoints({
      folder,
      epoch,
      origin,
      program: PROGRAM,
      log: new RecordReader({ file: join(folder, 'log.db'), origin }),
      book: { text, bases: {}, hash: bookHashOf(read), book: read.book },
      everyEvents,
    });
  const writer = open();
  const builtMs = await took(() => writer.write(log.head().place));
  const bytes = writer.sizes().reduce((sum, each) => sum + each.bytes, 0);
  await writer.close();

  const checkpoints = open();
  const live = new LiveEngine({ log, clock, book: read.book, checkpoints });
  const startMs = await took(() => live.start());
  const openNow = live.state.open.size;
  const wallMs = await took(async () => wallView(live.state, { boardId: read.book.boards[0]?.id ?? '', banner: null }));
  const inMemory = live.state.items.size;
  live.stop();
  const seeks: number[] = [];
  const worked: number[] = [];
  for (let seek = 0; seek < seekCount; seek += 1) {
    const place = 1 + Math.floor((log.head().place - 1) * ((seek * 0.618_034 + 0.1) % 1));
    const before = process.threadCpuUsage();
    seeks.push(await took(() => checkpoints.stateAt(place)));
    const { user, system } = process.threadCpuUsage(before);
    worked.push((user + system) / 1000);
  }
  await checkpoints.close();
  const place = log.head().place;
  await log.close();
  const named = `${place.toLocaleString('en')} events, ${openNow.toLocaleString('en')} open`;
  const MB = 1 << 20;
  return [
    figure({ name: `start until live: ${named}`, value: startMs, unit: 'ms', target: '< 3 s', holds: (ms) => ms < 3_000 }),
    figure({ name: 'its first wall', value: wallMs, unit: 'ms' }),
    figure({ name: `seek, median of ${seekCount}`, value: median(seeks), unit: 'ms', target: '< 500 ms', holds: (ms) => ms < 500 }),
    figure({ name: `seek, worst of ${seekCount}`, value: Math.max(...seeks), unit: 'ms', target: '< 500 ms', holds: (ms) => ms < 500 }),
    figure({ name: 'seek, median, of the processor by its thread', value: median(worked), unit: 'ms' }),
    figure({ name: 'seek, worst, of the processor by its thread', value: Math.max(...worked), unit: 'ms' }),
    figure({ name: 'items in memory after the start', value: inMemory, unit: 'items' }),
    figure({ name: 'checkpoints on disk', value: bytes / MB, unit: 'MB' }),
    figure({ name: 'items table on disk', value: sizeOf(folder, /items\.db/) / MB, unit: 'MB' }),
    figure({ name: 'log on disk', value: sizeOf(folder, /log\.db/) / MB, unit: 'MB' }),
    figure({ name: 'all checkpoints written', value: builtMs / 1000, unit: 's' }),
  ];
}

async function took(run: () => Promise<unknown>): Promise<number> {
  const startMs = performance.now();
  await run();
  return performance.now() - startMs;
}

function sizeOf(folder: string, name: RegExp): number {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => name.test(file));
  return files.reduce((sum, file) => sum + statSync(join(folder, file)).size, 0);
}

/** Tells a log what happens, each batch when its last event does. */
async function tell(log: SqliteLog, clock: TellingClock, events: number, openMax: number): Promise<void> {
  const openTickets = openMax;
  const stepMs = LIFE_MS / openTickets;
  let batch: KeptEvent[] = [];
  for (let number = 0, told = 0; told < events; number += 1) {
    for (const event of eventsOf(number, stepMs, openTickets)) {
      batch.push(event);
      told += 1;
    }
    if (batch.length < BATCH_EVENTS) continue;
    clock.atMs = START_MS + number * stepMs;
    await log.append(batch, { urgent: true });
    batch = [];
  }
}

/** One ticket is opened, an earlier one is contacted, and one of the morning is resolved. */
function* eventsOf(number: number, stepMs: number, openTickets: number): Generator<KeptEvent> {
  const atMs = START_MS + number * stepMs;
  const data = { title: `No dial tone on line ${number}`, customer: `C-${number % 5_000}`, category: 'line', channel: 'phone' };
  yield eventOf(number, 'ticket.opened', atMs, data);
  const contacted = number - Math.ceil(REPLY_MS / stepMs);
  if (contacted >= 0) yield eventOf(contacted, 'ticket.contacted', atMs, { by: 'Ana' });
  const resolved = number - openTickets;
  if (resolved >= 0) yield eventOf(resolved, 'ticket.resolved', atMs, {});
}

function eventOf(number: number, type: string, atMs: number, data: KeptEvent['data']): KeptEvent {
  const subject = `ticket/T-${String(number).padStart(8, '0')}`;
  return { id: `${subject}/${type}`, source: '/demo/tickets', type, time: new Date(Math.round(atMs)).toISOString(), subject, data };
}

/** Says whatever time is told. */
class TellingClock implements Clock {
  atMs = START_MS;
  readonly #timers = new SystemClock();

  nowAtMs(): number {
    return Math.round(this.atMs);
  }

  wakeAt(atMs: number, callback: () => void): () => void {
    return this.#timers.wakeAt(this.#timers.nowAtMs() + Math.max(0, atMs - this.atMs), callback);
  }
}

await benchmark(async ({ isQuick }) => {
  const folder = mkdtempSync(join(tmpdir(), 'kept-bench-checkpoint-'));
  try {
    return await measured(folder, isQuick ? { part: QUICK_PART, seekCount: QUICK_SEEKS } : { part: 1, seekCount: SEEKS });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
