import { join } from 'node:path';
import { expect, it } from 'vitest';
import { DAY_MS, instantOf, type KeptEvent, parseEvent } from '../../shared/event/index.ts';
import { demoEvents } from './demo-events.ts';
import { loadDemoFlights } from './demo-flights.ts';

const HOUR_MS = 3_600_000;
const MONDAY_MS = Date.parse('2026-06-15T00:00:00-04:00');
const WEEK_MS = 7 * DAY_MS;
/** Departures due within the next hour, at the least, whenever somebody looks. */
const DUE_WITHIN_THE_HOUR_MIN = 30;

const flights = await loadDemoFlights(join(import.meta.dirname, '../../examples/nyc-demo/flights.csv.gz'));
// From a day before the week to a day after it, so that every departure due in the week is there from its schedule to its arrival.
const around = demoEvents(flights, MONDAY_MS - DAY_MS, MONDAY_MS + WEEK_MS + DAY_MS);
const bySubject = Map.groupBy(around, (event) => event.subject);
const timeOf = (event: KeptEvent): number => instantOf(event.time) ?? Number.NaN;
const dueOf = (event: KeptEvent): number => instantOf(String(event.data['scheduled'])) ?? Number.NaN;
const scheduled = around.filter((event) => event.type === 'departure.scheduled');
const dueInWeek = scheduled.filter((event) => dueOf(event) >= MONDAY_MS && dueOf(event) < MONDAY_MS + WEEK_MS);
const ofItem = (event: KeptEvent, type: string): readonly KeptEvent[] =>
  (bySubject.get(event.subject) ?? []).filter((other) => other.type === type);

it('is the same every time', () =>
  expect(demoEvents(flights, MONDAY_MS, MONDAY_MS + DAY_MS)).toEqual(demoEvents(flights, MONDAY_MS, MONDAY_MS + DAY_MS)));

it('tells a stretch in any cuts as in one', () => {
  const cuts = [0, 1, 3 * HOUR_MS + 60_000, 3 * HOUR_MS + 60_001, 15 * HOUR_MS, DAY_MS].map((ms) => MONDAY_MS + ms);
  const inCuts = cuts.slice(1).flatMap((cut, index) => demoEvents(flights, cuts[index] ?? cut, cut));
  expect(inCuts).toEqual(demoEvents(flights, MONDAY_MS, MONDAY_MS + DAY_MS));
});

it('[LOG-1] never gives an id twice', () => expect(new Set(around.map((event) => event.id)).size).toBe(around.length));

it('repeats the fortnight every week under new names', () => {
  const strip = (id: string): string => id.slice('2026-06-15'.length);
  const week = (fromMs: number): readonly KeptEvent[] =>
    demoEvents(flights, fromMs, fromMs + DAY_MS).filter((event) => event.type !== 'feed.heartbeat');
  const [now, later] = [week(MONDAY_MS), week(MONDAY_MS + WEEK_MS)];
  expect(later.map((event) => strip(event.id))).toEqual(now.map((event) => strip(event.id)));
  expect(new Set(now.map((event) => event.subject)).intersection(new Set(later.map((event) => event.subject))).size).toBe(0);
});

it('holds nothing but events that Kept would take from anyone', () => expect(around.map((event) => parseEvent(event))).toEqual(around));

it('shows every departure of the fortnight once a week', () =>
  expect(dueInWeek).toHaveLength(flights.facts.departed + flights.facts.cancelledShown));

it('gives every departure a subject of its own', () =>
  expect(new Set(dueInWeek.map((event) => event.subject)).size).toBe(dueInWeek.length));

it('ends every departure exactly once: departed or cancelled', () => {
  const ends = dueInWeek.map((event) => ofItem(event, 'departure.departed').length + ofItem(event, 'departure.cancelled').length);
  expect(ends.filter((count) => count !== 1)).toEqual([]);
});

it('knows the timetable a day ahead', () => expect(scheduled.filter((event) => timeOf(event) !== dueOf(event) - DAY_MS)).toEqual([]));

it('tells of a departure when it leaves: the scheduled instant plus its delay', () => {
  const dishonest = dueInWeek.filter((event) =>
    ofItem(event, 'departure.departed').some(
      (departed) => timeOf(departed) !== dueOf(event) + Number(departed.data['delayMinutes']) * 60_000,
    ),
  );
  expect(dishonest).toEqual([]);
});

it('tells of a cancellation at the scheduled time, because the records do not say when it was known', () => {
  const wrong = dueInWeek.filter((event) => ofItem(event, 'departure.cancelled').some((cancelled) => timeOf(cancelled) !== dueOf(event)));
  expect(wrong).toEqual([]);
});

it('tells of an arrival after the departure', () => {
  const wrong = dueInWeek.filter((event) =>
    ofItem(event, 'departure.arrived').some((arrived) => ofItem(event, 'departure.departed').every((it) => timeOf(it) >= timeOf(arrived))),
  );
  expect(wrong).toEqual([]);
});

it('names the real record, and for a cancelled flight the date that lent its time', () => {
  const cancelled = around.find((event) => event.type === 'departure.cancelled' && event.subject.endsWith('/B61099-LGA'));
  expect(cancelled && ofItem(cancelled, 'departure.scheduled').map((event) => event.data)).toEqual([
    {
      scheduled: '2026-06-15T06:30:00-04:00',
      carrier: 'B6',
      flight: 'B61099',
      origin: 'LGA',
      destination: 'MCO',
      aircraft: 'N621JB',
      record: '2013-07-29 B61099 LGA-MCO',
      scheduledFrom: '2013-07-28',
    },
  ]);
});

it('keeps the aircraft of the two weeks apart', () => {
  const mixed = scheduled.filter(
    (event) => typeof event.data['aircraft'] === 'string' && event.data['aircraft'].endsWith('+12h') !== event.subject.includes('+12h/'),
  );
  expect(mixed).toEqual([]);
});

it(`has at least ${DUE_WITHIN_THE_HOUR_MIN} departures due within the hour, whenever one looks`, () => {
  const dues = dueInWeek.map(dueOf);
  const quiet: string[] = [];
  for (let atMs = MONDAY_MS; atMs <= MONDAY_MS + WEEK_MS - HOUR_MS; atMs += HOUR_MS / 4) {
    const due = dues.filter((dueAtMs) => dueAtMs >= atMs && dueAtMs < atMs + HOUR_MS).length;
    if (due < DUE_WITHIN_THE_HOUR_MIN) quiet.push(`${new Date(atMs).toISOString()}: ${due}`);
  }
  expect(quiet).toEqual([]);
});

it('beats on every whole minute, and only there', () => {
  const beats = demoEvents(flights, MONDAY_MS + 1, MONDAY_MS + HOUR_MS + 1).filter((event) => event.type === 'feed.heartbeat');
  expect(beats.map(timeOf)).toEqual(Array.from({ length: 60 }, (_, minute) => MONDAY_MS + (minute + 1) * 60_000));
});

it.each([
  ['2026-03-08', 23],
  ['2026-11-01', 25],
])('beats through the clock change of %s, a day of %i hours', (date, hours) => {
  const fromMs = Temporal.PlainDate.from(date).toZonedDateTime('America/New_York').epochMilliseconds;
  const beats = demoEvents(flights, fromMs, fromMs + hours * HOUR_MS).filter((event) => event.type === 'feed.heartbeat');
  expect([beats.length, beats[0]?.time.slice(0, 16), beats.at(-1)?.time.slice(0, 16)]).toEqual([
    hours * 60,
    `${date}T00:00`,
    `${date}T23:59`,
  ]);
});

it('[TIM-3] shows flights of an hour that the clocks skip an hour later', () => {
  const events = demoEvents(flights, Date.parse('2026-03-07T00:00:00-05:00'), Date.parse('2026-03-08T00:00:00-05:00'));
  const moved = events.filter((event) => event.subject.startsWith('departure/2026-03-07+12h/AA337-LGA'));
  expect(moved.map((event) => event.data['scheduled'])).toEqual(['2026-03-08T03:05:00-04:00']);
});

it.each(['2026-03-08', '2026-11-01'])('ends every departure of %s, when the clocks change, exactly once', (date) => {
  const fromMs = Temporal.PlainDate.from(date).toZonedDateTime('America/New_York').epochMilliseconds;
  const events = demoEvents(flights, fromMs - 2 * DAY_MS, fromMs + 3 * DAY_MS).filter(
    (event) => /^[^/]*\/[^/+]*/.exec(event.subject)?.[0] === `departure/${date}`,
  );
  const weekday = Temporal.PlainDate.from(date).dayOfWeek - 1;
  const expected = (flights.days[weekday]?.length ?? 0) + (flights.days[7 + weekday]?.length ?? 0);
  expect(events.filter((event) => /scheduled$/.test(event.type))).toHaveLength(expected);
  expect(events.filter((event) => /departed$|cancelled$/.test(event.type))).toHaveLength(expected);
});
