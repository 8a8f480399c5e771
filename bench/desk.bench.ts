import { performance } from 'node:perf_hooks';
import { applyBatch, decide, type EngineState, emptyState } from '../shared/engine/index.ts';
import { DeskRows } from '../shared/view/index.ts';
import { TICKETS_BOOK, ticketEvent } from '../test/data/tickets-book.ts';
import { bookOf } from '../test/simulation/world.ts';

/** What a change costs on a desk of 20,000 rows, beside drawing all of them: `node bench/desk.bench.ts`. */
const TICKETS = 10_000; // Two promises on each.
const ACTS = 100;
const RUNS = 15;
const OPENED_AT_MS = Date.UTC(2026, 5, 18, 1);
const NO_BANNER = { banner: null };

const state = emptyState(bookOf(TICKETS_BOOK));
const opened = Array.from({ length: TICKETS }, (_, ticket) => ticketEvent(`${ticket}`, 'ticket.opened', OPENED_AT_MS + ticket));
applyBatch(state, { firstPlace: 1, receivedAtMs: OPENED_AT_MS + TICKETS, events: opened });
const rows = new DeskRows(state, NO_BANNER);
const whole = median(RUNS, () => new DeskRows(state, NO_BANNER).view.rows.length);
const still = median(RUNS, () => rows.refresh());
let remade = 0;
const acts = median(
  RUNS,
  () => {
    remade = rows.refresh()?.rows.length ?? 0;
  },
  (run) => actOn(state, run),
);
console.log(`${rows.view.rows.length} rows drawn: ${whole.toFixed(1)} ms; a look without change: ${still.toFixed(3)} ms`);
console.log(`${ACTS} acts remake ${remade} rows: ${acts.toFixed(2)} ms, ${(whole / acts).toFixed(0)} times less (medians of ${RUNS})`);

/** Notes on tickets all over the desk, folded before the clock starts. */
function actOn(engine: EngineState, run: number): void {
  for (let act = 0; act < ACTS; act += 1) {
    const atMs = engine.nowAtMs + 1;
    const id = `first-call ticket/${(act * 97 + run) % TICKETS} 1`;
    const events = decide(engine, { type: 'note', id, by: 'Lead A', text: `seen ${run}`, atMs });
    applyBatch(engine, { firstPlace: engine.place + 1, receivedAtMs: atMs, events });
  }
}

function median(runs: number, what: () => unknown, before: (run: number) => void = () => {}): number {
  const times = Array.from({ length: runs }, (_, run) => {
    before(run);
    const startMs = performance.now();
    what();
    return performance.now() - startMs;
  });
  return times.toSorted((a, b) => a - b)[Math.floor(runs / 2)] ?? 0;
}
