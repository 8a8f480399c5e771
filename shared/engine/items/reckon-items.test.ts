import { expect, it } from 'vitest';
import { bookOf } from '../../../test/simulation/world.ts';
import { advance, applyBatch, emptyState } from '../index.ts';

const MINUTE_MS = 60_000;
const OPENED_MS = Date.UTC(2026, 0, 5, 8);
const BOOK = bookOf(`
book: calls
timezone: UTC
currency: EUR
promises:
  - { id: phoned, says: { en: "Phoned back.", zh: "回电。" }, kind: deadline, opens: ticket.opened, met: ticket.phoned, within: 2h }
`);

it('[FOR-38] the nearer its due, the more often an obligation is foretold anew while nothing but time passes', () => {
  const state = emptyState(BOOK);
  const event = { id: '1', source: '/t', type: 'ticket.opened', time: new Date(OPENED_MS).toISOString(), subject: 'ticket/1', data: {} };
  applyBatch(state, { firstPlace: 1, receivedAtMs: OPENED_MS, events: [event] });
  const dueAtMs = OPENED_MS + 120 * MINUTE_MS;
  advance(state, dueAtMs - 61 * MINUTE_MS);
  const leftMinutes: number[] = [];
  const { foresight } = state;
  const forecast = foresight.forecast.bind(foresight);
  foresight.forecast = (obligation, nowAtMs) => {
    leftMinutes.push((dueAtMs - nowAtMs) / MINUTE_MS);
    return forecast(obligation, nowAtMs);
  };
  advance(state, dueAtMs);
  const atItsBackstop = 30;
  expect([...new Set(leftMinutes)].filter((left) => left !== atItsBackstop)).toEqual([
    ...[60, 56, 48, 40, 32, 28, 24, 20, 16, 14, 12, 10],
    ...[8, 7, 6, 5, 4, 3, 2, 1, 0],
  ]);
  expect(leftMinutes).toContain(atItsBackstop);
});
