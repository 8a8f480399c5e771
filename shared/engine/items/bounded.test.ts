import { expect, it } from 'vitest';
import { eventsOf, type Told, told } from '../../../test/data/story.ts';
import { bookOf } from '../../../test/simulation/world.ts';
import { applyBatch } from '../apply.ts';
import { emptyState } from '../empty-state.ts';

const BOOK = `
book: bounded
timezone: UTC
currency: USD
feeds:
  falls: { source: /falls, sends: [fall.*], heartbeat: 1d }
  trips: { source: /trips, sends: [trip.*], heartbeat: 1d }
promises:
  - { id: falls, says: { en: "Falls.", zh: "跌落。" }, kind: count, of: [fall.seen, trip.run], group: data.site, window: week, target: "<= 9" }
`;
const START_MS = Date.parse('2026-06-01T00:00:00Z');

it('a line that waits for a silent feed asks once for it, and not each second that it is reckoned', () => {
  const state = emptyState(bookOf(BOOK));
  const story = Array.from(
    { length: 600 },
    (_, second): Told => ['fall.seen', new Date(START_MS + second * 1_000).toISOString(), { source: '/falls', data: { site: 'A' } }],
  );
  eventsOf(story).forEach((event, index) => {
    applyBatch(state, { firstPlace: index + 1, receivedAtMs: Date.parse(event.time), events: [event] });
  });
  let waiting = 0;
  while (state.wakes.popUntil(Number.POSITIVE_INFINITY) !== null) waiting += 1;
  expect(waiting).toBeLessThan(10);
});
it('a group of a thousand letters is none, and more groups than lines share one', () => {
  const story = Array.from(
    { length: 1_100 },
    (_, number): Told => [
      'fall.seen',
      '2026-06-01T10:00:00Z',
      { id: String(number), data: { site: number === 0 ? 'x'.repeat(1_000) : `site ${number}` } },
    ],
  );
  const { lines } = told(BOOK, story, '2026-06-01T12:00:00Z');
  expect(lines.size).toBe(1_001);
  expect([lines.get('falls/?')?.current.broken, lines.get('falls/…')?.current.broken]).toEqual([1, 100]);
});
it('[WIN-4] windows that hold nothing are not kept, and one of them counts what comes late', () => {
  const book = BOOK.replace('window: week', 'window: hour');
  const seen = (time: string): Told => ['fall.seen', time, { data: { site: 'A' } }];
  const late = [seen('2026-06-01T10:00:00Z'), seen('2026-06-05T10:30:00Z'), seen('2026-06-01T14:20:00Z')];
  const line = told(book, late, '2026-06-05T12:00:00Z').lines.get('falls/A');
  const counts = [...(line?.tallies.values() ?? [])].map(({ fromAtMs, broken }) => [new Date(fromAtMs).toISOString().slice(5, 13), broken]);
  expect(counts).toEqual([
    ['06-01T10', 1],
    ['06-05T10', 1],
    ['06-01T14', 1],
    ['06-05T12', 0],
  ]);
});
