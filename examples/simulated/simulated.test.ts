import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY_MS, instantOf, type KeptEvent, parseEvent, utcDayOf } from '../../shared/event/index.ts';
import { SIMULATED_SEED, type SimulatedSource, simulatedSources } from './index.ts';

const HOUR_MS = 3_600_000;
const EVENTS_PER_DAY_MAX = 940;
const at = (time: string): number => instantOf(time) ?? Number.NaN;
const timeOf = (event: KeptEvent): number => at(event.time);
const YEAR_MS = [at('2026-01-01T00:00:00-05:00'), at('2027-01-01T00:00:00-05:00')] as const;
/** What is made anew for each question, so that nothing remembered can help. */
const named = (source: string): SimulatedSource => simulatedSources().find((simulated) => simulated.source === source) as SimulatedSource;

describe.each(simulatedSources().map(({ source }) => source))('%s', (source) => {
  const year = named(source).eventsWithin(...YEAR_MS);

  it('is the same whatever stretches are asked', { timeout: 60_000 }, () => {
    const withinMs = fc.integer({ min: 0, max: 3 * DAY_MS });
    const startMs = fc.integer({ min: YEAR_MS[0], max: YEAR_MS[1] });
    fc.assert(
      fc.property(startMs, fc.array(withinMs, { maxLength: 5 }), fc.constantFrom('everything', 'records'), (fromMs, cutMs, detail) => {
        const simulated = named(source);
        const cuts = [0, ...cutMs, 3 * DAY_MS].sort((a, b) => a - b).map((ms) => fromMs + ms);
        const inCuts = cuts.slice(1).map((cut, index) => simulated.eventsWithin(cuts[index] ?? cut, cut, detail));
        expect(inCuts.flat()).toEqual(named(source).eventsWithin(fromMs, fromMs + 3 * DAY_MS, detail));
      }),
      { numRuns: 40, seed: SIMULATED_SEED },
    );
  });

  it('gives a year in days as in one', { timeout: 60_000 }, () => {
    const days: KeptEvent[] = [];
    const simulated = named(source);
    for (let fromMs = YEAR_MS[0]; fromMs < YEAR_MS[1]; fromMs += DAY_MS) {
      days.push(...simulated.eventsWithin(fromMs, Math.min(fromMs + DAY_MS, YEAR_MS[1])));
    }
    expect(days.length).toBe(year.length);
    expect(days.every((event, index) => event.id === year[index]?.id)).toBe(true);
  });

  it('is in order of time, and all of it lies in the stretch', () => {
    const times = year.map(timeOf);
    expect(times.every((ms, index) => ms >= (times[index - 1] ?? YEAR_MS[0]) && ms < YEAR_MS[1])).toBe(true);
  });

  it('[LOG-1] never gives an id twice on a day', () => {
    const identities = year.map((event) => `${utcDayOf(event)} ${event.id}`);
    expect(new Set(identities).size).toBe(year.length);
  });

  it('holds nothing but events that Kept would take from anyone, each saying that it is simulated', () => {
    expect(year.map((event) => parseEvent(event))).toEqual(year);
    expect(year.filter((event) => event.data['simulated'] !== true || event.source !== source)).toEqual([]);
  });

  it('beats every ten minutes', () => {
    const beats = year.filter((event) => event.type === 'feed.heartbeat').map(timeOf);
    expect(beats.slice(1).filter((ms, index) => ms - (beats[index] ?? 0) !== HOUR_MS / 6)).toEqual([]);
    expect(beats[0]).toBe(YEAR_MS[0]);
  });

  it('tells of records what it tells of them among everything', () => {
    const types = new Set(
      named(source)
        .eventsWithin(...YEAR_MS, 'records')
        .map((event) => event.type),
    );
    const records = year.filter((event) => types.has(event.type));
    expect(named(source).eventsWithin(...YEAR_MS, 'records')).toEqual(records);
    expect(types.has('feed.heartbeat')).toBe(false);
  });

  it('is another with another seed', () => {
    const other = simulatedSources(1).find((simulated) => simulated.source === source);
    expect(other?.eventsWithin(...YEAR_MS)).not.toEqual(year);
  });
});

it('all sources together stay small', () => {
  const events = simulatedSources().flatMap(({ eventsWithin }) => eventsWithin(...YEAR_MS));
  expect(events.length / 365).toBeLessThan(EVENTS_PER_DAY_MAX);
});
