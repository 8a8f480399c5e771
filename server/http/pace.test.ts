import type { IncomingMessage } from 'node:http';
import { expect, it } from 'vitest';
import { LOCAL } from '../../shared/right/index.ts';
import { Pace } from './pace.ts';

const SECOND_MS = 1_000;
const clock = { nowMs: 0, nowAtMs: () => clock.nowMs };
const from = (address: string) => ({ address }) as unknown as IncomingMessage;
const addressOf = (request: IncomingMessage) => (request as unknown as { readonly address: string }).address;

function paceOf(bounds: { readonly eventsAtOnce: number; readonly eventsPerSecond: number; readonly requestsAtOnce: number }): Pace {
  clock.nowMs = 0;
  return new Pace({ clock, addressOf, bounds: { ...bounds, requestsPerSecond: 10 } });
}

it('[EDGE-2] at ten times the rate a sender gets what it may and no more, and another all that it sends', () => {
  const pace = paceOf({ eventsAtOnce: 3_000, eventsPerSecond: 1_000, requestsAtOnce: 10 });
  let [taken, others] = [0, 0];
  for (; clock.nowMs < 60 * SECOND_MS; clock.nowMs += 10) {
    try {
      pace.writes(from('flood'), LOCAL)(100);
      taken += 100;
    } catch (error) {
      expect(error).toMatchObject({ code: 'RATE_LIMITED' });
    }
    if (clock.nowMs % 1_000 > 0) continue;
    pace.writes(from('other'), LOCAL)(500);
    others += 500;
  }
  expect(taken).toBeGreaterThan(0.85 * 60 * 1_000); // A request of a hundred costs as much as a hundred and ten.
  expect(taken).toBeLessThanOrEqual(3_000 + 60 * 1_000);
  expect(others).toBe(60 * 500);
});
it('[EDGE-2] an ingest key has a rate of its own, wherever it sends from', () => {
  const pace = paceOf({ eventsAtOnce: 100, eventsPerSecond: 1, requestsAtOnce: 10 });
  const key = (id: string) => ({ kind: 'source' as const, id, prefixes: ['/a'] });
  pace.writes(from('one'), key('k'))(100);
  expect(() => pace.writes(from('two'), key('k'))).toThrow(expect.objectContaining({ code: 'RATE_LIMITED' }));
  pace.writes(from('one'), key('l'))(1);
  pace.writes(from('one'), LOCAL)(1);
});
it('[EDGE-2] requests are counted by address, and come back with time', () => {
  const pace = paceOf({ eventsAtOnce: 1, eventsPerSecond: 1, requestsAtOnce: 3 });
  for (let asked = 0; asked < 3; asked += 1) pace.asks(from('one'));
  expect(() => pace.asks(from('one'))).toThrow(expect.objectContaining({ code: 'RATE_LIMITED' }));
  pace.asks(from('two'));
  clock.nowMs += 100;
  pace.asks(from('one'));
});
