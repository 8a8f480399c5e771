import { fileURLToPath } from 'node:url';
import { loadBook } from '../server/command/book-file.ts';
import { advance, applyBatch, type EngineState, emptyState } from '../shared/engine/index.ts';
import { type KeptEvent, parseEvent } from '../shared/event/index.ts';
import { benchmark, figure, mediansOf } from './harness/index.ts';
import { departedLine, flightAt, scheduledLine } from './load/flights.ts';

/**
 * What foresight costs, by the demo's whole book: `node --expose-gc bench/foresight.bench.ts`. Processor time of the one thread.
 *
 * An import is a year's flights in commits of a thousand events, one each 10 ms, as live folds what an import brings; beside it the
 * same folded without foresight. A forecast is that of one open departure, after as many lessons as the fold has given.
 */
const COMMIT_EVENTS = 1_000;
const COMMIT_MS = 10;
const START_MS = Date.UTC(2025, 0, 5, 5);
const NOW_MS = Date.UTC(2026, 0, 5, 5);
const OPEN = 500;
const { book: BOOK } = loadBook(fileURLToPath(new URL('../examples/nyc-demo/book.yaml', import.meta.url)));

/** Departures that leave 5 minutes before their time to 20 after it, and then some that are still open. */
function history(count: number): readonly KeptEvent[] {
  const lines = Array.from({ length: count }, (_, number) => flightAt(number, START_MS)).flatMap((flight) => [
    scheduledLine(flight, flight.scheduledAtMs - 6 * 3_600_000),
    departedLine(flight, flight.scheduledAtMs + ((flight.number % 26) - 5) * 60_000),
  ]);
  return lines.map((line) => parseEvent(JSON.parse(line)));
}

function opened(count: number): readonly KeptEvent[] {
  const lines = Array.from({ length: OPEN }, (_, number) =>
    scheduledLine({ number: count + number, scheduledAtMs: NOW_MS + number * 60_000 }, NOW_MS),
  );
  return lines.map((line) => parseEvent(JSON.parse(line)));
}

function folded(events: readonly KeptEvent[], isFollowed: boolean): EngineState {
  const state = emptyState(BOOK);
  state.isFollowed = isFollowed;
  for (let from = 0; from < events.length; from += COMMIT_EVENTS) {
    const receivedAtMs = NOW_MS + (from / COMMIT_EVENTS) * COMMIT_MS;
    applyBatch(state, { firstPlace: from + 1, receivedAtMs, events: events.slice(from, from + COMMIT_EVENTS) });
  }
  return state;
}

/** µs of this thread's processor. */
function spentBy(run: () => unknown): number {
  globalThis.gc?.();
  const start = process.threadCpuUsage();
  run();
  const { user, system } = process.threadCpuUsage(start);
  return user + system;
}

function forecastAll(state: EngineState): void {
  for (const { obligation } of state.open.values()) state.foresight.forecast(obligation, state.nowAtMs);
}

await benchmark(async ({ isQuick, rounds }) => {
  const count = isQuick ? 5_000 : 75_000;
  const events = history(count);
  const taught = folded(events, true);
  applyBatch(taught, { firstPlace: events.length + 1, receivedAtMs: taught.nowAtMs, events: opened(count) });
  advance(taught, taught.nowAtMs + 60_000);
  forecastAll(taught); // Compiled before it is timed.
  const [followed = 0, unfollowed = 0, forecast = 0] = await mediansOf(rounds, [
    () => spentBy(() => folded(events, true)) / events.length,
    () => spentBy(() => folded(events, false)) / events.length,
    () => spentBy(() => forecastAll(taught)) / taught.open.size,
  ]);
  const wanted = (most: number) => ({ target: `≤ ${most} µs`, holds: (us: number) => us <= most });
  return [
    figure({ name: 'an import folded live, with foresight', value: followed, unit: 'µs/event' }),
    figure({ name: 'the same without', value: unfollowed, unit: 'µs/event' }),
    figure({ name: 'what foresight adds', value: followed - unfollowed, unit: 'µs/event', ...wanted(3) }),
    figure({ name: 'one forecast of an open departure', value: forecast, unit: 'µs', ...wanted(20) }),
  ];
});
