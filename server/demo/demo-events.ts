import { dateText } from '../../shared/calendar/index.ts';
import type { KeptEvent } from '../../shared/event/index.ts';
import type { DemoFlights } from './demo-flights.ts';
import { dayAt, instantAt, MINUTE_MS, textAt } from './demo-zone.ts';
import { DEMO_SOURCE, type Departure, eventOf, momentsOf, TIMETABLE_MS } from './departure.ts';

/**
 * A stretch `[fromAtMs, toAtMs)` of the demo's time, and what is told of it: departures due in `[dueFromMs, dueUntilMs)`, all of
 * them unless given, and heartbeats if the feed was there to give them.
 */
export type Stretch = {
  readonly fromAtMs: number;
  readonly toAtMs: number;
  readonly dueFromMs?: number;
  readonly dueUntilMs?: number;
  readonly heartbeats: boolean;
};

type TimedEvent = { readonly atMs: number; readonly event: KeptEvent };

const WEEK_DAYS = 7;
/** Day number of a Monday, the weekday that the records begin with: 1970-01-01, day 0, was a Thursday. */
const MONDAY = -3;
/** The first week at its own hours, the second twelve hours later: New York's airports sleep from one to five, and no wall should. */
const LAYERS = [
  { firstDay: 0, laterMin: 0, laterDays: 0, suffix: '' },
  { firstDay: WEEK_DAYS, laterMin: 12 * 60, laterDays: 1, suffix: '+12h' },
] as const;

/**
 * Every event of the demo with `time` in `[fromAtMs, toAtMs)`, by time and then id. The same instants give the same events for
 * ever, ids included, so telling a stretch again changes nothing in a log.
 */
export function demoEvents(flights: DemoFlights, fromAtMs: number, toAtMs: number): readonly KeptEvent[] {
  return stretchEvents(flights, { fromAtMs, toAtMs, heartbeats: true });
}

/** As `demoEvents`, for a stretch of which not everything is told. */
export function stretchEvents(flights: DemoFlights, stretch: Stretch): readonly KeptEvent[] {
  const events = stretch.heartbeats ? heartbeats(stretch) : [];
  for (const departure of departuresOf(flights, stretch)) {
    for (const moment of momentsOf(departure)) {
      if (moment.atMs < stretch.fromAtMs || moment.atMs >= stretch.toAtMs) continue;
      events.push({ atMs: moment.atMs, event: eventOf(departure, moment) });
    }
  }
  return events.sort(byTimeAndId).map(({ event }) => event);
}

/** The departures that may have something to tell within the stretch: due since the longest delay, or within the timetable. */
function* departuresOf(flights: DemoFlights, stretch: Stretch): Iterable<Departure> {
  const dueFromMs = Math.max(stretch.fromAtMs - flights.longestMin * MINUTE_MS, stretch.dueFromMs ?? Number.NEGATIVE_INFINITY);
  const dueUntilMs = Math.min(stretch.toAtMs + TIMETABLE_MS, stretch.dueUntilMs ?? Number.POSITIVE_INFINITY);
  const lastDay = dayAt(dueUntilMs);
  for (const { firstDay, laterMin, laterDays, suffix } of LAYERS) {
    for (let day = dayAt(dueFromMs) - laterDays; day <= lastDay; day += 1) {
      for (const flight of flights.days[firstDay + weekdayOf(day)] ?? []) {
        const scheduledAtMs = instantAt(day, flight.scheduledMin + laterMin);
        if (scheduledAtMs < dueFromMs || scheduledAtMs >= dueUntilMs) continue;
        yield { flight, date: dateText(day), suffix, scheduledAtMs };
      }
    }
  }
}

/** 0 is Monday. */
function weekdayOf(dayNumber: number): number {
  const sinceMonday = (dayNumber - MONDAY) % WEEK_DAYS;
  return sinceMonday < 0 ? sinceMonday + WEEK_DAYS : sinceMonday;
}

/** One on every whole minute, numbered by the minutes since 1970, because local times come twice in a year. */
function heartbeats({ fromAtMs, toAtMs }: Stretch): TimedEvent[] {
  const events: TimedEvent[] = [];
  for (let atMs = Math.ceil(fromAtMs / MINUTE_MS) * MINUTE_MS; atMs < toAtMs; atMs += MINUTE_MS) {
    const time = textAt(atMs);
    const id = `heartbeat/${Math.floor(atMs / MINUTE_MS)}`;
    events.push({ atMs, event: { id, source: DEMO_SOURCE, type: 'feed.heartbeat', time, subject: 'feed/nyc', data: {} } });
  }
  return events;
}

function byTimeAndId(a: TimedEvent, b: TimedEvent): number {
  return a.atMs - b.atMs || (a.event.id < b.event.id ? -1 : 1);
}
