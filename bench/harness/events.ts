import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { loadDemoFlights } from '../../server/demo/demo-flights.ts';
import { instantAt } from '../../server/demo/demo-zone.ts';
import { eventOf, momentsOf } from '../../server/demo/departure.ts';
import { dayNumberOf, type KeptEvent } from '../../shared/event/index.ts';

const FLIGHTS = fileURLToPath(new URL('../../examples/nyc-demo/flights.csv.gz', import.meta.url));

/**
 * The one file of events that all benchmarks draw from: the demo's real departures, fourteen days of them on their own dates, in the
 * order of their times. Where more are asked for than there are, further layers repeat the days under other subjects and ids.
 */
export async function departureEvents(count: number): Promise<readonly KeptEvent[]> {
  const { days } = await loadDemoFlights(FLIGHTS);
  const events: KeptEvent[] = [];
  for (let layer = 1; events.length < count; layer += 1) {
    const suffix = layer === 1 ? '' : `-${layer}`;
    const ofLayer = days.flat().flatMap((flight) => {
      const scheduledAtMs = instantAt(dayNumberOfDate(flight.date), flight.scheduledMin);
      const departure = { flight, date: flight.date, suffix, scheduledAtMs };
      return momentsOf(departure).map((moment) => ({ atMs: moment.atMs, event: eventOf(departure, moment) }));
    });
    for (const { event } of ofLayer.sort((a, b) => a.atMs - b.atMs)) events.push(event);
  }
  return events.slice(0, count);
}

/** The same events under random ids, as most senders make them. */
export function withRandomIds(events: readonly KeptEvent[]): readonly KeptEvent[] {
  return events.map((event) => ({ ...event, id: randomUUID() }));
}

/** An event as CloudEvents 1.0 has it on the wire. */
export function onTheWire({ id, source, type, time, subject, data }: KeptEvent): string {
  return JSON.stringify({ specversion: '1.0', id, source, type, time, subject, datacontenttype: 'application/json', data });
}

/** Bodies of requests, JSON arrays of `batchEvents` events each; the last one may hold fewer. */
export function batchBodies(events: readonly KeptEvent[], batchEvents: number): readonly Buffer[] {
  return inBatches(events, batchEvents).map((batch) => Buffer.from(`[${batch.map(onTheWire).join(',')}]`));
}

export function inBatches<Item>(items: readonly Item[], size: number): readonly (readonly Item[])[] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, batch) => items.slice(batch * size, (batch + 1) * size));
}

function dayNumberOfDate(date: string): number {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  const dayNumber = dayNumberOf(year, month, day);
  if (dayNumber === null) throw new RangeError(`${date} is no date`);
  return dayNumber;
}
