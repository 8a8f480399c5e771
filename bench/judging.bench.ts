import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { loadBook } from '../server/command/book-file.ts';
import { importFiles, readMapping } from '../server/intake/index.ts';
import { advance, applyBatch, type EngineState, emptyState, stateAsOf } from '../shared/engine/index.ts';
import { instantOf, type KeptEvent, parseEvent } from '../shared/event/index.ts';
import { benchmark, figure, mediansOf, type Row } from './harness/index.ts';
import { departedLine, flightAt, scheduledLine } from './load/flights.ts';

/**
 * What judging costs, by the demo's whole book: `node --expose-gc bench/judging.bench.ts`.
 *
 * Time: the real departures of a year, two events each, parsed before the clock starts; made-up ones where the records are not there,
 * and in a short run. "At once" is `stateAsOf`, which `kept judge` runs once in a process: each run is in a process of its own. "In
 * commits" is `applyBatch` in lots that are all received after the last event, as a server reads its log. All of it is processor time
 * of the one thread.
 *
 * Memory: what the heap holds more after a full collection, all of the state, divided by the obligations that are open in it with a
 * forecast each. Their events come from text and are held by nothing but the state.
 */
const OPEN_ITEMS = 100_000;
/** Argument of a process that judges the events of a file once and says what that took. */
const ONCE = '--once';
const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const MAPPING = here('../examples/nycflights13/mapping.yaml');
const FLIGHTS = here('../../shared/data/departures/nycflights13/flights.csv.gz');
const START_MS = Date.UTC(2026, 0, 5, 5);
const { book: BOOK } = loadBook(here('../examples/nyc-demo/book.yaml'));

/** The year as the demo's feed of departures would send it, an event a line. */
async function recorded(file: string): Promise<readonly string[]> {
  const lines: string[] = [];
  await importFiles({
    mapping: readMapping(readFileSync(MAPPING, 'utf8').replace('source: /import/nycflights13', 'source: /demo/nyc'), MAPPING),
    files: [file],
    sink: {
      deliver: async (events) => {
        for (const event of events) lines.push(JSON.stringify(event));
        return { accepted: events.length, repeats: 0, refused: [] };
      },
    },
    nowAtMs: () => performance.now(),
  });
  return lines;
}

/** Departures that leave 5 minutes before their time to 20 after it. */
function madeUp(count: number): readonly string[] {
  return Array.from({ length: count }, (_, number) => flightAt(number, START_MS)).flatMap((flight) => [
    scheduledLine(flight, flight.scheduledAtMs - 6 * 3_600_000),
    departedLine(flight, flight.scheduledAtMs + ((flight.number % 26) - 5) * 60_000),
  ]);
}

/** µs of this thread's processor. */
function spentBy(run: () => unknown): number {
  globalThis.gc?.();
  const start = process.threadCpuUsage();
  run();
  const { user, system } = process.threadCpuUsage(start);
  return user + system;
}

function judgedInCommits(events: readonly KeptEvent[], commitEvents: number): EngineState {
  const receivedAtMs = events.reduce((latest, { time }) => Math.max(latest, instantOf(time) ?? 0), 0);
  const state = emptyState(BOOK);
  for (let from = 0; from < events.length; from += commitEvents)
    applyBatch(state, { firstPlace: from + 1, receivedAtMs, events: events.slice(from, from + commitEvents) });
  if (state.items.size < events.length / 3) throw new Error(`${state.items.size} items are judged of ${events.length} events`);
  return state;
}

function eventsIn(lines: readonly string[]): readonly KeptEvent[] {
  return lines.map((line) => parseEvent(JSON.parse(line)));
}

async function timing(lines: readonly string[], rounds: number): Promise<readonly Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'kept-bench-'));
  const file = join(folder, 'events.ndjson');
  writeFileSync(file, lines.join('\n'));
  const events = eventsIn(lines);
  const perEvent = (us: number) => us / events.length;
  const flags = ['--expose-gc', import.meta.filename, ONCE, file];
  judgedInCommits(events, 1_000); // Compiled before it is timed; its garbage is none of what is.
  const [atOnce = 0, byThousand = 0, byHundred = 0, parsed = 0, checked = 0] = await mediansOf(rounds, [
    () => perEvent(Number(execFileSync(process.execPath, flags, { encoding: 'utf8' }))),
    () => perEvent(spentBy(() => judgedInCommits(events, 1_000))),
    () => perEvent(spentBy(() => judgedInCommits(events, 100))),
    () => perEvent(spentBy(() => lines.forEach((line) => void JSON.parse(line)))),
    () => perEvent(spentBy(() => lines.forEach((line) => void parseEvent(JSON.parse(line))))),
  ]);
  rmSync(folder, { recursive: true });
  const wanted = (most: number) => ({ target: `≤ ${most} µs`, holds: (us: number) => us <= most });
  const unit = 'µs/event';
  return [
    figure({ name: 'judged at once, as `kept judge` does', value: atOnce, unit, ...wanted(4) }),
    figure({ name: 'judged in commits of 1,000, as a server does', value: byThousand, unit, ...wanted(5) }),
    figure({ name: 'judged in commits of 100', value: byHundred, unit, ...wanted(5) }),
    figure({ name: 'beside them: JSON.parse alone', value: parsed, unit }),
    figure({ name: 'beside them: JSON.parse and parseEvent', value: checked, unit }),
  ];
}

function heapBytes(): number {
  globalThis.gc?.();
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

function memory(name: string, linesOf: (count: number) => Iterable<string>, asked: { readonly count: number; readonly atMs: number }): Row {
  const fold = (count: number): EngineState => {
    const state = emptyState(BOOK);
    for (const line of linesOf(count))
      applyBatch(state, { firstPlace: state.place + 1, receivedAtMs: asked.atMs, events: [parseEvent(JSON.parse(line))] });
    for (let second = 1; second <= 3; second += 1) advance(state, asked.atMs + second * 1000);
    return state;
  };
  fold(2_000); // What is compiled and kept for good is held by no obligation.
  const before = heapBytes();
  const state = fold(asked.count);
  const bytes = (heapBytes() - before) / state.open.size;
  if ([...state.open.values()].some(({ forecast }) => forecast === null)) throw new Error('an open obligation has no forecast');
  const wanted = asked.count < OPEN_ITEMS / 2 ? {} : { target: '≤ 1,024', holds: (held: number) => held <= 1_024 };
  return figure({ name: `heap of an open obligation with its forecast: ${name}`, value: Math.round(bytes), unit: 'bytes', ...wanted });
}

/** Departures that are all known before the first leaves. */
function* timetable(count: number): Generator<string> {
  for (let number = 0; number < count; number += 1) yield scheduledLine(flightAt(number, START_MS + 90 * 60_000), START_MS);
}

/** Tickets with two promises each, opened within an hour. */
function* tickets(count: number): Generator<string> {
  for (let ticket = 0; ticket < count; ticket += 1) {
    const subject = `ticket/T-2026-${String(ticket).padStart(6, '0')}`;
    const data = { title: `No dial tone on line ${ticket}`, customer: `C-${ticket % 5_000}`, category: 'line', channel: 'phone' };
    const time = new Date(START_MS + Math.floor((ticket * 3_500_000) / count)).toISOString();
    yield JSON.stringify({ id: `${subject}/1-opened`, source: '/demo/tickets', type: 'ticket.opened', time, subject, data });
  }
}

if (process.argv[2] === ONCE) {
  const events = eventsIn(readFileSync(process.argv[3] ?? '', 'utf8').split('\n'));
  process.stdout.write(String(spentBy(() => stateAsOf(BOOK, events, { asOfMs: null, places: null }))));
} else {
  await benchmark(async ({ isQuick, rounds }) => {
    const count = isQuick ? 5_000 : OPEN_ITEMS;
    const held = [
      memory('departures', timetable, { count, atMs: START_MS }),
      memory('tickets, two each', tickets, { count: count / 2, atMs: START_MS + 3_500_000 }),
    ];
    const lines = isQuick ? madeUp(5_000) : existsSync(FLIGHTS) ? await recorded(FLIGHTS) : madeUp(336_776);
    return [...(await timing(lines, rounds)), ...held];
  });
}
