import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { KeptError } from '../../shared/error/index.ts';
import { type Batch, DAY_MS, type KeptEvent } from '../../shared/event/index.ts';
import type { Clock, Log, Receipt } from '../ports/index.ts';
import { stretchEvents } from './demo-events.ts';
import { type DemoFlights, loadDemoFlights } from './demo-flights.ts';
import { midnightBefore } from './demo-zone.ts';
import { type DemoProgress, type RunningDemo, runDemo } from './run-demo.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const NOW_MS = Date.parse('2026-06-18T19:42:10Z');
const all = await loadDemoFlights(join(import.meta.dirname, '../../examples/nyc-demo/flights.csv.gz'));
/** Every fortieth flight: enough for the order of things, and fast. */
const flights: DemoFlights = { ...all, days: all.days.map((day) => day.filter((_, index) => index % 40 === 0)) };

/** Time that moves only when told to; `settled` resolves when the demo has done its turn and sleeps. */
class HandClock implements Clock {
  atMs: number;
  #sleeper: { readonly atMs: number; readonly wake: () => void } | null = null;
  #onSleep = (): void => {};

  constructor(atMs: number) {
    this.atMs = atMs;
  }

  nowAtMs(): number {
    return this.atMs;
  }

  wakeAt(atMs: number, wake: () => void): () => void {
    this.#sleeper = { atMs, wake };
    this.#onSleep();
    return () => {
      this.#sleeper = null;
    };
  }

  get wakesAtMs(): number | null {
    return this.#sleeper?.atMs ?? null;
  }

  async settled(): Promise<void> {
    if (this.#sleeper !== null) return;
    await new Promise<void>((resolve) => {
      this.#onSleep = resolve;
    });
  }

  /** Every wake on the way; the machine was asleep when `jump`, and then there is one at the end. */
  async moveTo(atMs: number, jump = false): Promise<void> {
    await this.settled();
    while (this.#sleeper !== null && this.#sleeper.atMs <= atMs) {
      this.atMs = jump ? atMs : Math.max(this.atMs, this.#sleeper.atMs);
      const { wake } = this.#sleeper;
      this.#sleeper = null;
      wake();
      await this.settled();
    }
    this.atMs = atMs;
  }
}

/** The port in memory; `refusals` makes the next appends fail. */
class ListLog implements Log {
  readonly epoch = 'test';
  readonly batches: Batch[] = [];
  readonly clock: HandClock;
  refusals: KeptError[] = [];
  #placeOfId = new Map<string, number>();

  constructor(clock: HandClock) {
    this.clock = clock;
  }

  get events(): readonly KeptEvent[] {
    return this.batches.flatMap((batch) => batch.events);
  }

  head(): { readonly place: number; readonly receivedAtMs: number } {
    return { place: this.#placeOfId.size, receivedAtMs: this.batches.at(-1)?.receivedAtMs ?? 0 };
  }

  inFlightAtMs(): null {
    return null;
  }

  async append(events: readonly KeptEvent[]): Promise<readonly Receipt[]> {
    const refusal = this.refusals.shift();
    if (refusal !== undefined) throw refusal;
    const firstPlace = this.head().place + 1;
    const fresh = events.filter(({ id }) => !this.#placeOfId.has(id));
    for (const [index, { id }] of fresh.entries()) this.#placeOfId.set(id, firstPlace + index);
    if (fresh.length > 0) this.batches.push({ firstPlace, receivedAtMs: this.clock.nowAtMs(), events: fresh });
    return events.map(({ id }) => {
      const place = this.#placeOfId.get(id) ?? 0;
      return { status: place >= firstPlace ? 'accepted' : 'repeat', place };
    });
  }

  async *read(afterPlace: number, untilPlace = Number.POSITIVE_INFINITY): AsyncIterable<Batch> {
    for (const { firstPlace, receivedAtMs, events } of this.batches) {
      const kept = events.filter((_, index) => firstPlace + index > afterPlace && firstPlace + index <= untilPlace);
      if (kept.length > 0) yield { firstPlace: Math.max(firstPlace, afterPlace + 1), receivedAtMs, events: kept };
    }
  }

  onCommit(): () => void {
    return () => {};
  }

  async personal(): Promise<undefined> {
    return undefined;
  }

  async close(): Promise<void> {}
}

const start = (log: ListLog, faults: unknown[] = [], onProgress?: (progress: DemoProgress) => void): RunningDemo =>
  runDemo({
    log,
    clock: log.clock,
    flights,
    historyMs: DAY_MS,
    onFault: (fault) => faults.push(fault),
    ...(onProgress === undefined ? {} : { onProgress }),
  });

/** Everything that a demo first started at one instant has told at another, made in one go. */
function onePass(startedAtMs: number, untilMs: number): readonly string[] {
  const fromMs = midnightBefore(startedAtMs - DAY_MS);
  const stretch = { fromAtMs: fromMs - DAY_MS, toAtMs: untilMs + 1, dueFromMs: fromMs };
  const heartbeats = stretchEvents({ ...flights, days: [] }, { ...stretch, fromAtMs: fromMs, heartbeats: true });
  return [...stretchEvents(flights, { ...stretch, heartbeats: false }), ...heartbeats].map((event) => event.id).sort();
}

const idsOf = (log: ListLog): readonly string[] => log.events.map((event) => event.id).sort();
const eventsBetween = (log: ListLog, fromMs: number, untilMs: number): readonly KeptEvent[] =>
  log.events.filter((event) => Date.parse(event.time) > fromMs && Date.parse(event.time) <= untilMs);

it('loads the history at once and says how far it is', async () => {
  const log = new ListLog(new HandClock(NOW_MS));
  const progress: DemoProgress[] = [];
  const demo = start(log, [], (step) => progress.push(step));
  await demo.loaded;
  expect(idsOf(log)).toEqual(onePass(NOW_MS, NOW_MS));
  expect(progress.at(-1)).toEqual({ share: 1, accepted: log.head().place, repeat: 0, conflict: 0 });
});

it('begins the history with a whole day, in which every departure has its schedule', async () => {
  const log = new ListLog(new HandClock(NOW_MS));
  await start(log).loaded;
  const known = new Set<string>();
  const unscheduled: string[] = [];
  for (const { type, subject, id } of log.events) {
    if (type === 'departure.scheduled') known.add(subject);
    else if (type !== 'feed.heartbeat' && !known.has(subject)) unscheduled.push(id);
  }
  expect(unscheduled).toEqual([]);
  expect(log.events.find((event) => event.type === 'feed.heartbeat')?.time).toBe('2026-06-17T00:00:00-04:00');
});

it('tells nothing before its time', async () => {
  const clock = new HandClock(NOW_MS);
  const log = new ListLog(clock);
  start(log);
  await clock.moveTo(NOW_MS + 2 * HOUR_MS);
  const early = log.batches.flatMap(({ receivedAtMs, events }) => events.filter((event) => Date.parse(event.time) > receivedAtMs));
  expect(early).toEqual([]);
});

it('tells everything in the minute it happens', async () => {
  const clock = new HandClock(NOW_MS);
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
      const clock = new HandClock(startedAtMs);
      const log = new ListLog(clock);
      let demo = start(log);
      await clock.settled();
      for (const { forMs, how } of steps) {
        if (how === 'off') await demo.stop();
        if (how === 'off') clock.atMs += forMs;
        else await clock.moveTo(clock.atMs + forMs, how === 'sleep');
        if (how === 'walk' || how === 'sleep') continue;
        await demo.stop();
        demo = start(log);
        await clock.settled();
      }
      await demo.stop();
      await start(log).loaded;
      expect(idsOf(log)).toEqual(onePass(startedAtMs, clock.atMs));
    }),
    { numRuns: 25, seed: 20_130_729 },
  );
});

it('after a longer silence than the history finishes what it had announced, and then starts a new history', async () => {
  const clock = new HandClock(NOW_MS);
  const log = new ListLog(clock);
  const first = start(log);
  await clock.settled();
  await first.stop();
  clock.atMs += 30 * DAY_MS;
  await start(log).loaded;
  const bySubject = Map.groupBy(log.events, (event) => event.subject);
  const ended = (events: readonly KeptEvent[]): boolean => events.some((event) => /departed$|cancelled$/.test(event.type));
  const announced = log.events.filter((event) => event.type === 'departure.scheduled' && Date.parse(event.time) <= NOW_MS);
  expect(announced.filter(({ subject }) => !ended(bySubject.get(subject) ?? []))).toEqual([]);
  expect(eventsBetween(log, NOW_MS + 3 * DAY_MS, clock.atMs - 4 * DAY_MS)).toEqual([]);
  expect(eventsBetween(log, clock.atMs - DAY_MS, clock.atMs).filter((event) => event.type === 'feed.heartbeat')).toHaveLength(1440);
});

it('tells everything again to a log that is ahead of the clock', async () => {
  const clock = new HandClock(NOW_MS + 400 * DAY_MS);
  const log = new ListLog(clock);
  const first = start(log);
  await clock.settled();
  await first.stop();
  clock.atMs = NOW_MS;
  await start(log).loaded;
  expect(idsOf(log)).toEqual(expect.arrayContaining([...onePass(NOW_MS, NOW_MS)]));
});

it('tries again five seconds after a refusal, and loses nothing', async () => {
  const clock = new HandClock(NOW_MS);
  const log = new ListLog(clock);
  const busy = new KeptError('LOG_BUSY', 'The log has 10000 events waiting.');
  log.refusals = [busy];
  const faults: unknown[] = [];
  start(log, faults);
  await clock.settled();
  expect([faults, clock.wakesAtMs]).toEqual([[busy], NOW_MS + 5000]);
  await clock.moveTo(NOW_MS + MINUTE_MS);
  expect(idsOf(log)).toEqual(onePass(NOW_MS, NOW_MS + MINUTE_MS));
});

it('ends when the log is closed', async () => {
  const clock = new HandClock(NOW_MS);
  const log = new ListLog(clock);
  log.refusals = [new KeptError('LOG_CLOSED', 'The log is closed.')];
  await start(log).loaded;
  expect([clock.wakesAtMs, log.head().place]).toEqual([null, 0]);
});

it('tells nothing any more once it was stopped', async () => {
  const clock = new HandClock(NOW_MS);
  const log = new ListLog(clock);
  const demo = start(log);
  await clock.settled();
  await demo.stop();
  expect(clock.wakesAtMs).toBe(null);
});
