import { expect, it } from 'vitest';
import { addMonths, zoneOf } from '../../shared/calendar/index.ts';
import type { KeptEvent } from '../../shared/event/index.ts';
import { CIRCUITS, type Level } from './circuits.ts';
import { LINES_SOURCE, SIMULATED_SEED, simulatedSources } from './index.ts';
import { startOfDay } from './local-time.ts';

const SEEDS = [SIMULATED_SEED, 1, 2, 3];
const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
const FIRST_DAY = Date.UTC(2026, 0, 1) / DAY_MS;
/** Minutes that a month of 30 days may be down at 99.95, 99.9, 99.5 and 99 percent. */
const BUDGET_MINUTES: { readonly [level in Level]: number } = { AAA: 21.6, AA: 43.2, A: 216, normal: 432 };
const INSPECTION_MONTHS: { readonly [level in Level]: number } = { AAA: 1, AA: 2, A: 3, normal: 6 };
const zone = zoneOf('America/New_York');
const timeOf = (event: KeptEvent): number => Date.parse(event.time);
const levelOf = new Map<string, Level>(CIRCUITS.map(({ id, level }) => [`circuit/${id}`, level]));

function yearOf(seed: number): readonly KeptEvent[] {
  const lines = simulatedSources(seed).find(({ source }) => source === LINES_SOURCE);
  return lines?.eventsWithin(startOfDay(FIRST_DAY), startOfDay(FIRST_DAY + 365)) ?? [];
}

type Outage = { readonly subject: string; readonly month: string; readonly minutes: number };

/** Outages that were not planned and ended within the year, paired by their name. */
function outagesOf(events: readonly KeptEvent[]): readonly Outage[] {
  const ups = new Map(events.filter(({ type }) => type === 'line.up').map((event) => [event.data['outage'], event]));
  const downs = events.filter(({ type, data }) => type === 'line.down' && !String(data['outage']).endsWith('/planned'));
  return downs.flatMap((down) => {
    const up = ups.get(down.data['outage']);
    if (up === undefined) return [];
    return [{ subject: down.subject, month: down.time.slice(0, 7), minutes: (timeOf(up) - timeOf(down)) / MINUTE_MS }];
  });
}

it.each(SEEDS)('seed %i has an outage in two days, mostly short, and now and then hours', (seed) => {
  const minutes = outagesOf(yearOf(seed)).map((outage) => outage.minutes);
  const share = (within: (minutes: number) => boolean): number => minutes.filter(within).length / minutes.length;
  expect(minutes.length).toBeGreaterThan(140);
  expect(minutes.length).toBeLessThan(230);
  expect(share((length) => length >= 3 && length <= 40)).toBeGreaterThan(0.75);
  expect(share((length) => length > 90)).toBeGreaterThan(0.02);
  expect(Math.min(...minutes)).toBeGreaterThanOrEqual(2);
  expect(Math.max(...minutes)).toBeLessThan(360);
});

it.each(SEEDS)('seed %i has one or two circuits a month that spend the budget of their level', (seed) => {
  const downMinutes = new Map<string, number>();
  for (const { subject, month, minutes } of outagesOf(yearOf(seed))) {
    downMinutes.set(`${month} ${subject}`, (downMinutes.get(`${month} ${subject}`) ?? 0) + minutes);
  }
  const spent = [...downMinutes].filter(([key, minutes]) => minutes > BUDGET_MINUTES[levelOf.get(key.slice(8)) ?? 'normal']);
  expect(spent.length / 12).toBeGreaterThan(0.5);
  expect(spent.length / 12).toBeLessThan(3);
});

it('plans work on two circuits two nights a week, and what is down for it is up before its end', () => {
  const events = yearOf(SIMULATED_SEED);
  const planned = events.filter(({ type }) => type === 'line.maintenance');
  expect(planned.length).toBe(2 * new Set(planned.map(({ time }) => time.slice(0, 10))).size);
  expect(planned.length / 52).toBeCloseTo(4, 0);
  const until = new Map(
    planned.map((event) => [`${event.data['until']}`.slice(0, 10) + event.subject, Date.parse(String(event.data['until']))]),
  );
  const ups = events.filter(({ type, data }) => type === 'line.up' && String(data['outage']).endsWith('/planned'));
  expect(ups.length).toBeGreaterThan(50);
  expect(ups.filter((up) => timeOf(up) >= (until.get(up.time.slice(0, 10) + up.subject) ?? 0))).toEqual([]);
});

it.each(SEEDS)('seed %i inspects every circuit in time but a few', (seed) => {
  const events = yearOf(seed);
  let late = 0;
  let done = 0;
  for (const [subject, own] of Map.groupBy(events, (event) => event.subject)) {
    const months = INSPECTION_MONTHS[levelOf.get(subject) ?? 'normal'];
    let lastAtMs = startOfDay(FIRST_DAY);
    for (const inspection of own.filter(({ type }) => type === 'inspection.done')) {
      done += 1;
      if (timeOf(inspection) > addMonths(zone, lastAtMs, months)) late += 1;
      lastAtMs = timeOf(inspection);
    }
  }
  expect(done).toBeGreaterThan(130);
  expect(late).toBeGreaterThanOrEqual(1);
  expect(late).toBeLessThanOrEqual(10);
});

it('registers 24 circuits with level, site and fee when the year begins', () => {
  const puts = yearOf(SIMULATED_SEED).filter(({ type }) => type === 'register.put');
  expect(puts).toHaveLength(24);
  expect([puts[0]?.subject, puts[23]?.subject]).toEqual(['circuit/L-01', 'circuit/L-24']);
  expect(puts[0]?.data).toEqual({ kind: 'circuit', level: 'AAA', site: 'Albany', fee: '2400.00', simulated: true });
});
