import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { LINES_SOURCE, simulatedSources, yearStartBefore } from '../../examples/simulated/index.ts';
import { KeptError } from '../../shared/error/index.ts';
import { DAY_MS, type KeptEvent } from '../../shared/event/index.ts';
import { keyOf, ListLog } from '../../test/data/list-log.ts';
import { SleepingClock } from '../../test/data/sleeping-clock.ts';
import { stretchEvents } from './demo-events.ts';
import { type DemoFlights, loadDemoFlights } from './demo-flights.ts';
import type { DemoPart } from './demo-part.ts';
import { midnightBefore } from './demo-zone.ts';
import { DEMO_SOURCE } from './departure.ts';
import { departuresPart } from './departures-part.ts';
import { type DemoProgress, type RunningDemo, runDemo } from './run-demo.ts';
import { simulatedHistoryFrom, simulatedParts } from './simulated-part.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const NOW_MS = Date.parse('2026-06-18T19:42:10Z');
const all = await loadDemoFlights(join(import.meta.dirname, '../../examples/nyc-demo/flights.csv.gz'));
/** Every fortieth flight: enough for the order of things, and fast. */
const flights: DemoFlights = { ...all, days: all.days.map((day) => day.filter((_, index) => index % 40 === 0)) };

/** Departures alone, as the demo once was, and with everything beside them. */
const DEPARTURES: readonly DemoPart[] = [departuresPart(flights)];
const ALL: readonly DemoPart[] = [...DEPARTURES, ...simulatedParts()];
/** Two sources of different habits, the quickest to make. */
const TWO = ALL.filter(({ source }) => source === DEMO_SOURCE || source === LINES_SOURCE);

const SIMULATED = simulatedParts().map(({ source }) => source);

type Start = { readonly parts?: readonly DemoPart[]; readonly faults?: unknown[]; readonly onProgress?: (progress: DemoProgress) => void };

const start = (log: ListLog, { parts = ALL, faults = [], onProgress }: Start = {}): RunningDemo =>
  runDemo({
    log,
    clock: log.clock,
    parts,
    historyMs: DAY_MS,
    onFault: (fault) => faults.push(fault),
    ...(onProgress === undefined ? {} : { onProgress }),
  });

/** Everything that a demo first started at one instant has told at another, made in one go. */
function onePass(startedAtMs: number, untilMs: number, parts = ALL): readonly string[] {
  const sources = parts.map(({ source }) => source);
  const events = [...departuresInOnePass(startedAtMs, untilMs), ...simulatedInOnePass(startedAtMs, untilMs, sources)];
  return events.map(keyOf).sort();
}

function departuresInOnePass(startedAtMs: number, untilMs: number): readonly KeptEvent[] {
  const fromMs = midnightBefore(startedAtMs - DAY_MS);
  const stretch = { fromAtMs: fromMs - DAY_MS, toAtMs: untilMs + 1, dueFromMs: fromMs };
  const heartbeats = stretchEvents({ ...flights, days: [] }, { ...stretch, fromAtMs: fromMs, heartbeats: true });
  return [...stretchEvents(flights, { ...stretch, heartbeats: false }), ...heartbeats];
}

function simulatedInOnePass(startedAtMs: number, untilMs: number, sources: readonly string[] = SIMULATED): readonly KeptEvent[] {
  const fromMs = simulatedHistoryFrom(startedAtMs, DAY_MS);
  const asked = simulatedSources().filter(({ source }) => sources.includes(source));
  return asked.flatMap(({ eventsWithin }) => [
    ...eventsWithin(yearStartBefore(fromMs), fromMs, 'records'),
    ...eventsWithin(fromMs, untilMs + 1, 'everything'),
  ]);
}

const idsOf = (log: ListLog): readonly string[] => log.events.map(keyOf).sort();
const eventsBetween = (log: ListLog, fromMs: number, untilMs: number): readonly KeptEvent[] =>
  log.events.filter((event) => Date.parse(event.time) > fromMs && Date.parse(event.time) <= untilMs);

it('loads the history at once and says how far it is', async () => {
  const log = new ListLog(new SleepingClock(NOW_MS));
  const progress: DemoProgress[] = [];
  const demo = start(log, { onProgress: (step) => progress.push(step) });
  await demo.loaded;
  expect(idsOf(log)).toEqual(onePass(NOW_MS, NOW_MS));
  expect(progress.at(-1)).toEqual({ share: 1, accepted: log.head().place, repeat: 0, conflict: 0 });
});

it('begins the history with a whole day, in which every departure has its schedule', async () => {
  const log = new ListLog(new SleepingClock(NOW_MS));
  await start(log).loaded;
  const known = new Set<string>();
  const unscheduled: string[] = [];
  for (const { type, subject, id } of log.events) {
    if (type === 'departure.scheduled') known.add(subject);
    else if (type.startsWith('departure.') && !known.has(subject)) unscheduled.push(id);
  }
  expect(unscheduled).toEqual([]);
  expect(log.events.find((event) => event.type === 'feed.heartbeat' && event.source === DEMO_SOURCE)?.time).toBe(
    '2026-06-17T00:00:00-04:00',
  );
});

it('tells nothing before its time', async () => {
  const clock = new SleepingClock(NOW_MS);
  const log = new ListLog(clock);
  start(log);
  await clock.moveTo(NOW_MS + 2 * HOUR_MS);
  const early = log.batches.flatMap(({ receivedAtMs, events }) => events.filter((event) => Date.parse(event.time) > receivedAtMs));
  expect(early).toEqual([]);
});

it('tells everything at the instant it happens', async () => {
  const clock = new SleepingClock(NOW_MS);
  const log = new ListLog(clock);
  await start(log).loaded;
  const history = log.batches.length;
  await clock.moveTo(NOW_MS + 2 * HOUR_MS);
  const late = log.batches
    .slice(history)
    .flatMap(({ receivedAtMs, events }) => events.filter((event) => Date.parse(event.time) !== receivedAtMs));
  expect(late).toEqual([]);
});

it('[LOG-1] has told the same after any walks, sleeps and restarts as in one pass', { timeout: 60_000 }, async () => {
  const step = fc.record({ forMs: fc.integer({ min: 0, max: 5 * HOUR_MS }), how: fc.constantFrom('walk', 'sleep', 'restart', 'off') });
  const startMs = fc.integer({ min: Date.parse('2026-01-01T00:00:00Z'), max: Date.parse('2027-01-01T00:00:00Z') });
  await fc.assert(
    fc.asyncProperty(startMs, fc.array(step, { maxLength: 5 }), async (startedAtMs, steps) => {
      const clock = new SleepingClock(startedAtMs);
      const log = new ListLog(clock);
      let demo = start(log, { parts: TWO });
      await clock.settled();
      for (const { forMs, how } of steps) {
        if (how === 'off') await demo.stop();
        if (how === 'off') clock.atMs += forMs;
        else await clock.moveTo(clock.atMs + forMs, how === 'sleep');
        if (how === 'walk' || how === 'sleep') continue;
        await demo.stop();
        demo = start(log, { parts: TWO });
        await clock.settled();
      }
      await demo.stop();
      await start(log, { parts: TWO }).loaded;
      expect(idsOf(log)).toEqual(onePass(startedAtMs, clock.atMs, TWO));
    }),
    { numRuns: 25, seed: 20_130_729 },
  );
});

it('after a longer silence than the history finishes the departures it had announced, and then starts a new history of them', async () => {
  const clock = new SleepingClock(NOW_MS);
  const log = new ListLog(clock);
  const first = start(log, { parts: DEPARTURES });
  await clock.settled();
  await first.stop();
  clock.atMs += 30 * DAY_MS;
  await start(log, { parts: DEPARTURES }).loaded;
  const bySubject = Map.groupBy(log.events, (event) => event.subject);
  const ended = (events: readonly KeptEvent[]): boolean => events.some((event) => /departed$|cancelled$/.test(event.type));
  const announced = log.events.filter((event) => event.type === 'departure.scheduled' && Date.parse(event.time) <= NOW_MS);
  expect(announced.filter(({ subject }) => !ended(bySubject.get(subject) ?? []))).toEqual([]);
  expect(eventsBetween(log, NOW_MS + 3 * DAY_MS, clock.atMs - 4 * DAY_MS)).toEqual([]);
  expect(eventsBetween(log, clock.atMs - DAY_MS, clock.atMs).filter((event) => event.type === 'feed.heartbeat')).toHaveLength(1440);
});

it('after any silence tells all of what is simulated, as if it had never been off', async () => {
  const clock = new SleepingClock(NOW_MS);
  const log = new ListLog(clock);
  const first = start(log);
  await clock.settled();
  await first.stop();
  clock.atMs += 30 * DAY_MS;
  await start(log).loaded;
  const simulated = log.events.filter(({ source }) => source !== DEMO_SOURCE);
  expect(simulated.map(keyOf).sort()).toEqual(simulatedInOnePass(NOW_MS, clock.atMs).map(keyOf).sort());
});

it('gives a log that holds departures alone the history of what is simulated as well', async () => {
  const clock = new SleepingClock(NOW_MS);
  const log = new ListLog(clock);
  const first = start(log, { parts: DEPARTURES });
  await clock.settled();
  await first.stop();
  clock.atMs += HOUR_MS;
  await start(log).loaded;
  const expected = [...departuresInOnePass(NOW_MS, clock.atMs), ...simulatedInOnePass(clock.atMs, clock.atMs)];
  expect(idsOf(log)).toEqual(expected.map(keyOf).sort());
});

it('tells the history in order of time, whatever the source', async () => {
  const log = new ListLog(new SleepingClock(NOW_MS));
  await start(log).loaded;
  const times = log.events.map((event) => Date.parse(event.time));
  expect(times.every((ms, index) => ms >= (times[index - 1] ?? 0))).toBe(true);
  expect(new Set(log.events.map(({ source }) => source)).size).toBe(4);
});

it('makes the history anew after a start that was cut off before it was told', async () => {
  const clock = new SleepingClock(NOW_MS);
  const log = new ListLog(clock);
  const first = start(log);
  log.afterAppend = () => void first.stop();
  await first.loaded;
  await first.stop();
  expect(log.head().place).toBeGreaterThan(0);
  expect(log.head().place).toBeLessThan(2000);
  log.afterAppend = () => {};
  clock.atMs += HOUR_MS;
  await start(log).loaded;
  expect(idsOf(log)).toEqual(onePass(clock.atMs, clock.atMs));
});

it('tells everything again to a log that is ahead of the clock', async () => {
  const clock = new SleepingClock(NOW_MS + 400 * DAY_MS);
  const log = new ListLog(clock);
  const first = start(log);
  await clock.settled();
  await first.stop();
  clock.atMs = NOW_MS;
  await start(log).loaded;
  expect(new Set(onePass(NOW_MS, NOW_MS)).difference(new Set(idsOf(log)))).toEqual(new Set());
});

it('tries again five seconds after a refusal, and loses nothing', async () => {
  const clock = new SleepingClock(NOW_MS);
  const log = new ListLog(clock);
  const busy = new KeptError('LOG_BUSY', 'The log has 10000 events waiting.');
  log.refusals = [busy];
  const faults: unknown[] = [];
  start(log, { faults });
  await clock.settled();
  expect([faults, clock.wakesAtMs]).toEqual([[busy], NOW_MS + 5000]);
  await clock.moveTo(NOW_MS + MINUTE_MS);
  expect(idsOf(log)).toEqual(onePass(NOW_MS, NOW_MS + MINUTE_MS));
});

it('ends when the log is closed', async () => {
  const clock = new SleepingClock(NOW_MS);
  const log = new ListLog(clock);
  log.refusals = [new KeptError('LOG_CLOSED', 'The log is closed.')];
  await start(log).loaded;
  expect([clock.wakesAtMs, log.head().place]).toEqual([null, 0]);
});

it('tells nothing any more once it was stopped', async () => {
  const clock = new SleepingClock(NOW_MS);
  const log = new ListLog(clock);
  const demo = start(log);
  await clock.settled();
  await demo.stop();
  expect(clock.wakesAtMs).toBe(null);
});
