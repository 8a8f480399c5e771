import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { loadBook } from '../../server/command/book-file.ts';
import { readFeedMessage } from '../../server/intake/gtfs-realtime/feed-message.ts';
import { importFeeds } from '../../server/intake/index.ts';
import { stateAsOf } from '../../shared/engine/index.ts';
import { instantOf, type KeptEvent } from '../../shared/event/index.ts';
import { knownFigures } from './departure-set.ts';
import { dataFile } from './ticket-log.ts';

const FEEDS = [
  { name: 'bart', trips: 'bart-trip-updates.pb', others: ['bart-alerts.pb'], timetable: 'bart-rt.zip' },
  { name: 'caltrain', trips: 'ct-trip-updates.pb', others: ['ct-vehicle-positions.pb'], timetable: 'ct.zip' },
] as const;
const LATE_S = 300;
const BOOK = fileURLToPath(new URL('../../examples/gtfs-realtime/book.yaml', import.meta.url));

const at = (file: string): string => dataFile(`departures/gtfs-realtime/${file}`);

/** The events of a feed's messages by type, and what the import counts. */
async function imported({ trips, others, timetable }: (typeof FEEDS)[number]) {
  const events: KeptEvent[] = [];
  const sink = {
    deliver: async (some: readonly KeptEvent[]) => {
      events.push(...some);
      return { accepted: some.length, repeats: 0, refused: [] };
    },
  };
  const files = [trips, ...others].map(at);
  const result = await importFeeds({ files, staticFile: at(timetable), source: '/import/gtfs-realtime', sink, nowAtMs: () => 0 });
  const estimates = events.filter(({ type }) => type === 'departure.estimated');
  return { result, events, estimates };
}

describe.skipIf(!existsSync(at('ct.zip')))('two live feeds through the product (skipped where the data folder is absent)', () => {
  it.each(FEEDS)('$name: every known figure comes out exactly', async (feed) => {
    const { result, estimates } = await imported(feed);
    const madeAt = readFeedMessage(readFileSync(at(feed.trips)), feed.trips).header.timestamp ?? 0;
    const delays = estimates.flatMap(({ data }) => (typeof data['delay'] === 'number' ? [data['delay']] : []));
    const expectedBefore = estimates.filter(({ data }) => (instantOf(String(data['expected'])) ?? 0) < madeAt * 1000);
    const got: Readonly<Record<string, unknown>> = {
      'header-timestamp': madeAt,
      trips: result.counts.trips,
      'stop-updates': result.counts.stopUpdates,
      'departures-with-delay': delays.length,
      'departures-delay-300': delays.filter((delay) => delay >= LATE_S).length,
      'departures-delay-max': delays.length === 0 ? null : Math.max(...delays),
      'departures-time-before-header': expectedBefore.length,
      'trips-matched': result.counts.tripsKnown,
      static: result.timetable,
      alerts: result.counts.alerts,
      vehicles: result.counts.vehicles,
    };
    const known = [...knownFigures(`gtfs.${feed.name}.`)];
    expect(known).toHaveLength(10);
    expect(known.map(([id]) => [id, got[id.slice(`gtfs.${feed.name}.`.length)]])).toEqual(known);
  });

  it.each(FEEDS)('$name: the book judges each departure that is due', async (feed) => {
    const { events } = await imported(feed);
    const state = stateAsOf(loadBook(BOOK).book, events, { asOfMs: null, places: null });
    const obligations = [...(state?.items.values() ?? [])].flatMap((item) => item.obligations);
    expect(obligations).toHaveLength(events.filter(({ type }) => type === 'departure.scheduled').length);
    // No feed has confirmed a departure yet, so a due time that has passed is broken and any other one is open.
    expect(new Set(obligations.map(({ state: verdict }) => verdict))).toEqual(new Set(['open', 'broken']));
  });
});
