import { advance, applyBatch, emptyState } from '../../shared/engine/index.ts';
import { wallView } from '../../shared/view/index.ts';
import { batchesOf, bookOf, DEPARTURES_BOOK, departuresDay, HOUR_MS } from './world.ts';

const START_MS = Date.UTC(2013, 6, 1, 8);

/** A seeded day, folded to the afternoon: the wall and every forecast as text. The same bytes in any runtime. */
export function foldedDay(seed: number): string {
  const state = emptyState(bookOf(DEPARTURES_BOOK));
  const untilMs = START_MS + 9 * HOUR_MS;
  for (const batch of batchesOf(departuresDay(seed, START_MS, 150), (event) => Date.parse(event.time))) {
    if (batch.receivedAtMs <= untilMs) applyBatch(state, batch);
  }
  advance(state, untilMs);
  const forecasts = [...state.open.values()].map(({ obligation, forecast, rung }) => [obligation.subject, forecast, rung]);
  return JSON.stringify([wallView(state, { boardId: 'wall', banner: null }), forecasts]);
}
