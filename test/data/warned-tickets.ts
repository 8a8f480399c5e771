import { advance, applyBatch, type EngineState, emptyState } from '../../shared/engine/index.ts';
import type { KeptEvent } from '../../shared/event/index.ts';
import { bookOf, MINUTE_MS } from '../simulation/world.ts';

export const WARNED_START_MS = Date.UTC(2026, 0, 5, 8);
/** Nothing is learned yet: each ticket has 10%, which is at risk, and is warned of. */
const BOOK = bookOf(`
book: warned
timezone: UTC
currency: EUR
states: { at-risk: 0.05, likely: 0.8 }
promises:
  - id: repaired
    says: { en: "Repaired within four hours.", zh: "四小时内修复。" }
    kind: deadline
    opens: ticket.opened
    met: ticket.repaired
    within: 4h
    group: data.site
    warn: { chance: 0.05 }
    remedy: { pay: 1 x data.fee }
boards:
  wall: { promises: [repaired] }
`);

export type ToldTicket = readonly [type: string, at: number, subject: string, data?: KeptEvent['data']];

/** Each event is received as it happens, and time goes on to the end. @param unitMs of the instants in the story. */
export function livedTickets(story: readonly ToldTicket[], endMinute: number, unitMs = MINUTE_MS): EngineState {
  const state = emptyState(BOOK);
  story.forEach(([type, at, subject, data = {}], index) => {
    const atMs = WARNED_START_MS + at * unitMs;
    const event = { id: `${index}`, source: '/t', type, time: new Date(atMs).toISOString(), subject, data };
    applyBatch(state, { firstPlace: index + 1, receivedAtMs: atMs, events: [event] });
  });
  advance(state, WARNED_START_MS + endMinute * MINUTE_MS);
  return state;
}
