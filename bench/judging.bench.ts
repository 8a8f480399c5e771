import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { loadBook } from '../server/command/book-file.ts';
import { importFiles, readMapping } from '../server/intake/index.ts';
import { advance, applyBatch, type EngineState, emptyState, stateAsOf } from '../shared/engine/index.ts';
import { instantOf, type KeptEvent, parseEvent } from '../shared/event/index.ts';

/**
 * What judging costs, by the demo's whole book: `node bench/judging.bench.ts [flights.csv.gz]`.
 *
 * Time: a year of real departures, two events each, parsed before the clock starts. "At once" is `stateAsOf`, which `kept judge` runs
 * once in a process: all verdicts, windows and sums as of the last event, each run in a process of its own. "In batches" is `applyBatch` in lots of 1,000 that are all received after the last
 * event, as a server reads its log. The processor's time of the one thread says more than the clock where others are at work.
 *
 * Memory: what the heap holds more after a full collection, all of the state, divided by the obligations that are open in it with a
 * forecast each. Their events come from text and are held by nothing but the state.
 */
const RUNS = 5;
const BATCH_EVENTS = 1_000;
const OPEN_ITEMS = 100_000;
/** Argument of a process that judges the events of a file once and says what that took. */
const ONCE = '--once';
const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const MAPPING = here('../examples/nycflights13/mapping.yaml');
const FLIGHTS = here('../../shared/data/departures/nycflights13/flights.csv.gz');
const { book: BOOK } = loadBook(here('../examples/nyc-demo/book.yaml'));

/** The year as the demo's feed of departures would send it, an event a line. */
async function linesOf(file: string): Promise<readonly string[]> {
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

type Spent = { readonly clock: number; readonly thread: number };

/** What one run takes, in µs: on the clock, and of the processor by this thread alone. */
function spentBy(run: () => unknown): Spent {
  collectGarbage();
  const [startMs, startCpu] = [performance.now(), process.threadCpuUsage()];
  run();
  const { user, system } = process.threadCpuUsage(startCpu);
  return { clock: (performance.now() - startMs) * 1000, thread: user + system };
}

/** The median of `RUNS` runs after one that warms up, in µs for each event: on the clock, and of the processor by this thread alone. */
function medianUs(events: number, run: () => unknown): string {
  return medianText(Array.from({ length: RUNS + 1 }, () => spentBy(run)).slice(1), events);
}

function medianText(runs: readonly Spent[], events: number): string {
  const median = (of: 'clock' | 'thread') => runs.map((each) => each[of] / events).toSorted((x, y) => x - y)[RUNS >> 1] ?? 0;
  return `${median('thread').toFixed(2)} µs of the processor, ${median('clock').toFixed(2)} µs on the clock`;
}

function judgedAtOnce(events: readonly KeptEvent[]): EngineState | null {
  return stateAsOf(BOOK, events, { asOfMs: null, places: null });
}

function judgedInBatches(events: readonly KeptEvent[], receivedAtMs: number): EngineState {
  const state = emptyState(BOOK);
  for (let from = 0; from < events.length; from += BATCH_EVENTS)
    applyBatch(state, { firstPlace: from + 1, receivedAtMs, events: events.slice(from, from + BATCH_EVENTS) });
  return state;
}

/** So that nobody times a fold that judges nothing. */
function countsText(state: EngineState): string {
  const verdicts = Map.groupBy(
    state.items.values().flatMap((item) => item.obligations),
    (obligation) => obligation.state,
  );
  const windows = ['leaves-on-time', 'airport-hour', 'airline-day'].map((promise) => {
    const lines = [...state.lines.values()].filter((line) => line.promise === promise);
    return `${lines.flatMap((line) => [...line.tallies.values()]).filter(({ kept, broken }) => kept + broken > 0).length} of ${promise}`;
  });
  return `${state.place} events, ${state.items.size} items: ${[...verdicts].map(([verdict, { length }]) => `${length} ${verdict}`).join(', ')}; windows that hold some: ${windows.join(', ')}`;
}

function timing(lines: readonly string[]): void {
  const events = lines.map((line) => parseEvent(JSON.parse(line)));
  const lastAtMs = events.reduce((latest, { time }) => Math.max(latest, instantOf(time) ?? 0), 0);
  console.log(countsText(judgedInBatches(events, lastAtMs))); // Nothing holds that state after this: its garbage is none of what is timed.
  const print = (what: string, run: () => unknown): void => console.log(`${what}, an event: ${medianUs(events.length, run)}`);
  console.log(`judged at once, an event: ${medianText(aloneAtOnce(lines), events.length)}`);
  print('judged in batches', () => judgedInBatches(events, lastAtMs));
  print('JSON.parse alone', () => {
    for (const line of lines) JSON.parse(line);
  });
  print('JSON.parse and parseEvent', () => {
    for (const line of lines) parseEvent(JSON.parse(line));
  });
}

/** Each run in a process of its own, as `kept judge` is one. */
function aloneAtOnce(lines: readonly string[]): readonly Spent[] {
  const folder = mkdtempSync(join(tmpdir(), 'kept-bench-'));
  const file = join(folder, 'events.ndjson');
  writeFileSync(file, lines.join('\n'));
  const runs = Array.from({ length: RUNS }, () =>
    JSON.parse(execFileSync(process.execPath, [import.meta.filename, ONCE, file], { encoding: 'utf8' })),
  );
  rmSync(folder, { recursive: true });
  return runs;
}

function memory(what: string, lines: Iterable<string>, receivedAtMs: number): void {
  collectGarbage();
  const before = heapBytes();
  const state = emptyState(BOOK);
  for (const line of lines) applyBatch(state, { firstPlace: state.place + 1, receivedAtMs, events: [parseEvent(JSON.parse(line))] });
  for (let second = 1; second <= 3; second += 1) advance(state, receivedAtMs + second * 1000);
  collectGarbage();
  const bytes = heapBytes() - before;
  const forecasts = [...state.open.values()].filter((open) => open.forecast !== null).length;
  console.log(
    `${what}: ${Math.round(bytes / state.open.size)} bytes an open obligation (${state.open.size}, ${forecasts} of them with a forecast, ${state.items.size} items)`,
  );
}

/** The first departures of the year, all known before it begins. */
function* timetable(lines: readonly string[]): Generator<string> {
  let opened = 0;
  for (const line of lines) {
    const event = JSON.parse(line) as KeptEvent;
    if (event.type !== 'departure.scheduled' || event.data['scheduled'] === undefined) continue;
    yield JSON.stringify({ ...event, time: '2013-01-01T00:00:00-05:00' });
    opened += 1;
    if (opened === OPEN_ITEMS) return;
  }
}

/** Tickets with two promises each, opened within an hour. */
function* tickets(openedAtMs: number): Generator<string> {
  for (let ticket = 0; ticket < OPEN_ITEMS / 2; ticket += 1) {
    const subject = `ticket/T-2026-${String(ticket).padStart(6, '0')}`;
    const data = { title: `No dial tone on line ${ticket}`, customer: `C-${ticket % 5_000}`, category: 'line', channel: 'phone' };
    const time = new Date(openedAtMs + ticket * 70).toISOString();
    yield JSON.stringify({ id: `${subject}/1-opened`, source: '/demo/tickets', type: 'ticket.opened', time, subject, data });
  }
}

function heapBytes(): number {
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

const file = process.argv[2] ?? FLIGHTS;
const TICKETS_AT_MS = Date.UTC(2026, 5, 18, 14);
if (file === ONCE) {
  const events = readFileSync(process.argv[3] ?? '', 'utf8')
    .split('\n')
    .map((line) => parseEvent(JSON.parse(line)));
  console.log(JSON.stringify(spentBy(() => judgedAtOnce(events))));
} else if (!existsSync(file)) {
  console.log(`There is no ${file}; give the flights.csv.gz of nycflights13 as the argument.`);
} else {
  const lines = await linesOf(file);
  memory('departures', timetable(lines), Date.UTC(2013, 0, 1, 5));
  memory('tickets', tickets(TICKETS_AT_MS), TICKETS_AT_MS + 3_500_000);
  timing(lines);
}
