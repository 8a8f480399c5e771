import { performance } from 'node:perf_hooks';
import { applyBatch, decide, type EngineState, emptyState } from '../shared/engine/index.ts';
import { DeskRows } from '../shared/view/index.ts';
import { TICKETS_BOOK, ticketEvent } from '../test/data/tickets-book.ts';
import { bookOf } from '../test/simulation/world.ts';
import { benchmark, figure, mediansOf, ratio } from './harness/index.ts';

/** What a change costs on a desk of 20,000 rows, beside drawing all of them. */
const TICKETS = 10_000; // Two promises on each.
const ACTS = 100;
const OPENED_AT_MS = Date.UTC(2026, 5, 18, 1);
const NO_BANNER = { banner: null };

await benchmark(async ({ isQuick, rounds }) => {
  const tickets = isQuick ? TICKETS / 10 : TICKETS;
  const state = stateWith(tickets);
  const rows = new DeskRows(state, NO_BANNER);
  let run = 0;
  const [wholeMs = 0, stillMs = 0, actsMs = 0] = await mediansOf(rounds * 3, [
    () => msOf(() => new DeskRows(state, NO_BANNER).view.rows.length),
    () => msOf(() => rows.refresh()),
    () => {
      run += 1;
      actOn(state, { run, tickets }); // Folded before the clock starts.
      return msOf(() => rows.refresh());
    },
  ]);
  const count = rows.view.rows.length.toLocaleString('en');
  return [
    ratio({ name: `desk of ${count} rows: what ${ACTS} acts change, beside all rows`, value: actsMs, unit: 'ms' }, wholeMs),
    figure({ name: `desk of ${count} rows: a look without a change`, value: stillMs, unit: 'ms' }),
  ];
});

function stateWith(tickets: number): EngineState {
  const state = emptyState(bookOf(TICKETS_BOOK));
  const opened = Array.from({ length: tickets }, (_, ticket) => ticketEvent(`${ticket}`, 'ticket.opened', OPENED_AT_MS + ticket));
  applyBatch(state, { firstPlace: 1, receivedAtMs: OPENED_AT_MS + tickets, events: opened });
  return state;
}

/** Notes on tickets all over the desk. */
function actOn(engine: EngineState, { run, tickets }: { readonly run: number; readonly tickets: number }): void {
  for (let act = 0; act < ACTS; act += 1) {
    const atMs = engine.nowAtMs + 1;
    const id = `first-call ticket/${(act * 97 + run) % tickets} 1`;
    const events = decide(engine, { type: 'note', id, by: 'Lead A', text: `seen ${run}`, atMs });
    applyBatch(engine, { firstPlace: engine.place + 1, receivedAtMs: atMs, events });
  }
}

function msOf(what: () => unknown): number {
  const startMs = performance.now();
  what();
  return performance.now() - startMs;
}
