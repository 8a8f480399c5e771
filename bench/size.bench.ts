import { fileURLToPath } from 'node:url';
import { loadBook } from '../server/command/book-file.ts';
import { advance, applyBatch, type EngineState, emptyState } from '../shared/engine/index.ts';
import { parseEvent } from '../shared/event/index.ts';
import { benchmark, figure, median, type Row } from './harness/index.ts';
import { departedLine, type Flight, flightAt, scheduledLine } from './load/flights.ts';

/**
 * What an event costs and what an open obligation holds, by how many are open: the demo's book, departures with a forecast each.
 * Live: commits of 500 events, a second apart, half of them new departures and half departures that leave, from anywhere among all
 * that are open. Processor time of the one thread, parsing apart.
 */
const COMMIT_EVENTS = 500;
const START_MS = Date.UTC(2026, 0, 5, 5);
const { book: BOOK } = loadBook(fileURLToPath(new URL('../examples/nyc-demo/book.yaml', import.meta.url)));

function collectGarbage(): void {
  globalThis.gc?.();
  globalThis.gc?.();
}

function heapBytes(): number {
  collectGarbage();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

function folded(state: EngineState, lines: readonly string[], receivedAtMs: number): void {
  applyBatch(state, { firstPlace: state.place + 1, receivedAtMs, events: lines.map((line) => parseEvent(JSON.parse(line))) });
}

/** All of them first leave an hour and a half later, so that as many fall due within the hour at any size. */
function opened(count: number): EngineState {
  const state = emptyState(BOOK);
  for (let number = 0; number < count; number += COMMIT_EVENTS) {
    const flights = Array.from({ length: COMMIT_EVENTS }, (_, index) => flightOf(number + index));
    folded(
      state,
      flights.map((flight) => scheduledLine(flight, START_MS)),
      START_MS,
    );
  }
  for (let second = 1; second <= 3; second += 1) advance(state, START_MS + second * 1_000);
  return state;
}

function flightOf(number: number): Flight {
  return flightAt(number, START_MS + 90 * 60_000);
}

/** µs an event of live commits, the first of which is the `from`th; as many stay open. */
function livedUs(state: EngineState, size: number, { from, commits }: { readonly from: number; readonly commits: number }): number {
  const spent: number[] = [];
  for (let commit = from; commit < from + commits; commit += 1) {
    const atMs = state.nowAtMs + 1_000;
    const lines = Array.from({ length: COMMIT_EVENTS }, (_, index) => {
      const pair = commit * (COMMIT_EVENTS / 2) + (index >> 1);
      return index % 2 === 0 ? scheduledLine(flightOf(size + pair), atMs) : departedLine(flightOf(leavingAt(pair, size)), atMs);
    });
    const events = lines.map((line) => parseEvent(JSON.parse(line)));
    const start = process.threadCpuUsage();
    applyBatch(state, { firstPlace: state.place + 1, receivedAtMs: atMs, events });
    const { user, system } = process.threadCpuUsage(start);
    spent.push((user + system) / COMMIT_EVENTS);
  }
  return median(spent);
}

/** A prime step goes through all of as many as are open, and never from one to its neighbour. */
function leavingAt(turn: number, size: number): number {
  return turn - (turn % size) + (((turn % size) * 7_919) % size);
}

type Sized = { readonly size: number; readonly bytes: number; readonly us: number };

function measured(size: number, commits: number): Sized {
  const before = heapBytes();
  const state = opened(size);
  const bytes = (heapBytes() - before) / state.open.size;
  livedUs(state, size, { from: 0, commits: 20 });
  return { size, bytes, us: livedUs(state, size, { from: 20, commits }) };
}

function rowsOf(all: readonly Sized[]): readonly Row[] {
  const [first, last] = [all[0] as Sized, all.at(-1) as Sized];
  const between = `${first.size.toLocaleString('en')} to ${last.size.toLocaleString('en')} open`;
  return [
    ...all.map(({ size, us }) => figure({ name: `an event while ${size.toLocaleString('en')} are open`, value: us, unit: 'µs/event' })),
    figure({
      name: `growth of an event's cost, ${between}`,
      value: last.us / first.us,
      unit: '×',
      target: '≤ 1.3×',
      holds: (grown) => grown <= 1.3,
    }),
    ...all.map(({ size, bytes }) =>
      figure({
        name: `an open obligation with its forecast, ${size.toLocaleString('en')} open`,
        value: Math.round(bytes),
        unit: 'bytes',
        ...(size >= 100_000 ? { target: '≤ 1,024', holds: (held: number) => held <= 1_024 } : {}),
      }),
    ),
    figure({
      name: `growth of what one holds, ${between}`,
      value: last.bytes / first.bytes,
      unit: '×',
      target: '≤ 1.1× (linear)',
      holds: (grown) => grown <= 1.1,
    }),
  ];
}

await benchmark(async ({ isQuick }) => {
  measured(1_000, 20); // Compiled before anything is timed.
  return rowsOf((isQuick ? [1_000, 4_000] : [10_000, 100_000, 1_000_000]).map((size) => measured(size, isQuick ? 5 : 60)));
});
