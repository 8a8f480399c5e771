import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { KeptEvent } from '../../shared/event/index.ts';
import { EventTape } from './event-tape.ts';

const START_MS = Date.UTC(2026, 0, 5);

function event(id: string, afterMs: number, data: KeptEvent['data'] = {}): KeptEvent {
  return { id, source: '/desk', type: 'ticket.opened', time: new Date(START_MS + afterMs).toISOString(), subject: `ticket/${id}`, data };
}

function played(events: readonly KeptEvent[]): readonly KeptEvent[] {
  const tape = new EventTape();
  tape.pushAll(events);
  return [...tape.instants()].flatMap(({ events: of }) => of);
}

it('[FOR-34] events come in the order of their times, those of one instant as they came, all of them together', () =>
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 600_000 }), { maxLength: 200 }), (times) => {
      const events = times.map((afterMs, at) => event(`e${at}`, afterMs));
      const sorted = events.toSorted((a, b) => Date.parse(a.time) - Date.parse(b.time));
      expect(played(events)).toEqual(sorted);
      const tape = new EventTape();
      tape.pushAll(events);
      const instants = [...tape.instants()];
      expect(instants.map(({ atMs }) => atMs)).toEqual([...new Set(times)].sort((a, b) => a - b).map((afterMs) => START_MS + afterMs));
    }),
  ));
it('[LOG-1] one that is repeated on its UTC day comes once, the first one', () => {
  const twice = [event('a', 0, { nth: 1 }), event('a', 1000, { nth: 2 }), event('a', 86_400_000, { nth: 3 })];
  expect(played(twice).map(({ data }) => data['nth'])).toEqual([1, 3]);
});
it('holds texts of any size, and says when what is scored begins', () => {
  const tape = new EventTape();
  tape.pushAll([event('warm', 0, { note: 'ü'.repeat(9_000_000) }), event('warm-2', 5000)]);
  tape.mark();
  expect(tape.markedAtMs).toBe(Number.POSITIVE_INFINITY);
  tape.pushAll([event('b', 120_000, { note: 'ü'.repeat(9_000_000) }), event('c', 60_000)]);
  expect([tape.size, tape.markedAtMs]).toEqual([4, START_MS + 60_000]);
  expect([...tape.instants()].map(({ events }) => events.map(({ id }) => id))).toEqual([['warm'], ['warm-2'], ['c'], ['b']]);
});
