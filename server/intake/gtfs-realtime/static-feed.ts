import { type Zone, zoneOf } from '../../../shared/calendar/index.ts';
import { KeptError } from '../../../shared/error/index.ts';
import { dayOf, secondsOf } from './service-day.ts';
import { ServiceDays } from './service-days.ts';
import { type TableRow, zipTables } from './zip-tables.ts';

/** A stop of a trip in the timetable; `departureS` is seconds of the service day, `null` where only passing. */
export type TimetableStop = { readonly sequence: number; readonly stopId: string; readonly departureS: number | null };

export type TimetableTrip = { readonly serviceId: string; readonly routeId: string; readonly stops: readonly TimetableStop[] };

/** What of a static GTFS feed messages are read against. */
export type StaticFeed = {
  readonly zone: Zone;
  readonly version: string | null;
  /** The wanted trips that it has, each with its stops in order. */
  readonly trips: ReadonlyMap<string, TimetableTrip>;
  readonly days: ServiceDays;
  /** Trips that run by a headway and not by the minute. */
  readonly byFrequency: ReadonlySet<string>;
  /** Rows of `trips.txt` and `stop_times.txt`. */
  readonly counts: { readonly trips: number; readonly stopTimes: number };
};

const TABLES = ['agency.txt', 'calendar.txt', 'calendar_dates.txt', 'feed_info.txt', 'frequencies.txt', 'trips.txt', 'stop_times.txt'];

/** @param wanted the trips to keep: a country's timetable does not fit into memory. @throws KeptError FILE_UNREADABLE, ROW_INVALID, ZONE_UNKNOWN. */
export async function readStaticFeed(file: string, wanted: ReadonlySet<string>): Promise<StaticFeed> {
  const reading = new StaticReading(wanted);
  for await (const { table, row } of zipTables(file, TABLES)) reading.take(table, row);
  return reading.feed(file);
}

class StaticReading {
  readonly #wanted: ReadonlySet<string>;
  readonly #heads = new Map<string, Omit<TimetableTrip, 'stops'>>();
  readonly #stops = new Map<string, TimetableStop[]>();
  readonly #days = new ServiceDays();
  readonly #byFrequency = new Set<string>();
  #timezone = '';
  #version: string | null = null;
  #trips = 0;
  #stopTimes = 0;

  constructor(wanted: ReadonlySet<string>) {
    this.#wanted = wanted;
  }

  take(table: string, row: TableRow): void {
    const tripId = row('trip_id');
    if (table === 'agency.txt') this.#timezone ||= row('agency_timezone').trim();
    else if (table === 'feed_info.txt') this.#version = row('feed_version') || null;
    else if (table === 'calendar.txt') this.#days.addWeek(row);
    else if (table === 'calendar_dates.txt') this.#days.addDate(row('service_id'), dayOf(row('date')), row('exception_type') === '1');
    else if (table === 'frequencies.txt') this.#byFrequency.add(tripId);
    else if (table === 'trips.txt') {
      this.#trips += 1;
      if (this.#wanted.has(tripId)) this.#heads.set(tripId, { serviceId: row('service_id'), routeId: row('route_id') });
    } else {
      this.#stopTimes += 1;
      if (this.#wanted.has(tripId)) this.#stops.getOrInsertComputed(tripId, () => []).push(stopIn(row));
    }
  }

  feed(file: string): StaticFeed {
    if (this.#timezone === '') throw new KeptError('FILE_UNREADABLE', `${file} is no static GTFS feed: no agency in it names a time zone.`);
    const trips = [...this.#heads].map(([tripId, head]) => {
      const stops = (this.#stops.get(tripId) ?? []).toSorted((a, b) => a.sequence - b.sequence);
      return [tripId, { ...head, stops }] as const;
    });
    return {
      zone: zoneOf(this.#timezone),
      version: this.#version,
      trips: new Map(trips),
      days: this.#days,
      byFrequency: this.#byFrequency,
      counts: { trips: this.#trips, stopTimes: this.#stopTimes },
    };
  }
}

function stopIn(row: TableRow): TimetableStop {
  return { sequence: Number(row('stop_sequence')), stopId: row('stop_id'), departureS: secondsOf(row('departure_time')) };
}
