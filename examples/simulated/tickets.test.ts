import { expect, it } from 'vitest';
import { compileCalendar, workingMsBetween, zoneOf } from '../../shared/calendar/index.ts';
import type { KeptEvent } from '../../shared/event/index.ts';
import { CUSTOMERS } from './customers.ts';
import { SIMULATED_SEED, simulatedSources, TICKETS_SOURCE } from './index.ts';
import { startOfDay, weekdayOf } from './local-time.ts';

const SEEDS = [SIMULATED_SEED, 1, 2, 3];
const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const FIRST_DAY = Date.UTC(2026, 0, 1) / DAY_MS;
const zone = zoneOf('America/New_York');
const compiled = compileCalendar({ week: { 'mon-sat': ['07:00-19:00'] } }, { bookZone: zone, zoneOf });
if (!('calendar' in compiled)) throw new Error('the calendar of the test is wrong');
const { calendar } = compiled;
const ALLOWANCE_HOURS: { readonly [tier: string]: number } = { gold: 4, silver: 6, bronze: 8, standard: 12 };
const tierOf = new Map(CUSTOMERS.map(({ id, tier }) => [id, tier]));
const timeOf = (event: KeptEvent): number => Date.parse(event.time);
const share = (count: number, all: number): number => count / all;

const years = new Map<number, readonly KeptEvent[]>();

function yearOf(seed: number): readonly KeptEvent[] {
  return years.getOrInsertComputed(seed, makeYear);
}

function makeYear(seed: number): readonly KeptEvent[] {
  const tickets = simulatedSources(seed).find(({ source }) => source === TICKETS_SOURCE);
  return tickets?.eventsWithin(startOfDay(FIRST_DAY), startOfDay(FIRST_DAY + 365)) ?? [];
}

type Folded = { readonly category: unknown; readonly replyLate: boolean; readonly repairLate: boolean; readonly openedAtMs: number };

/** Each ticket opened and resolved, judged by working time with the waits taken out, from its events alone. */
function folded(events: readonly KeptEvent[]): ReadonlyMap<string, Folded> {
  const results = new Map<string, Folded>();
  for (const [subject, own] of Map.groupBy(events, (event) => event.subject)) {
    const at = (type: string): number | null => own.filter((event) => event.type === `ticket.${type}`).map(timeOf)[0] ?? null;
    const opened = own.find(({ type }) => type === 'ticket.opened');
    const [openedAtMs, contactedAtMs, resolvedAtMs] = [at('opened'), at('contacted'), at('resolved')];
    if (opened === undefined || openedAtMs === null || contactedAtMs === null || resolvedAtMs === null) continue;
    const waitedMs = workingMsBetween(calendar, at('waiting') ?? 0, at('resumed') ?? 0);
    const allowanceMs = (ALLOWANCE_HOURS[tierOf.get(String(opened.data['customer'])) ?? ''] ?? 0) * HOUR_MS;
    results.set(subject, {
      category: opened.data['category'],
      openedAtMs,
      replyLate: workingMsBetween(calendar, openedAtMs, contactedAtMs) > HOUR_MS,
      repairLate: workingMsBetween(calendar, openedAtMs, resolvedAtMs) - waitedMs > allowanceMs,
    });
  }
  return results;
}

it.each(SEEDS)('seed %i is late as often as it should be, over the year and in no month far off', { timeout: 60_000 }, (seed) => {
  const tickets = [...folded(yearOf(seed)).values()];
  const faults = tickets.filter(({ category }) => category === 'fault');
  const replyLate = share(tickets.filter((ticket) => ticket.replyLate).length, tickets.length);
  const repairLate = share(tickets.filter((ticket) => ticket.repairLate).length, tickets.length);
  const faultLate = share(faults.filter((ticket) => ticket.repairLate).length, faults.length);
  expect(replyLate).toBeGreaterThan(0.06);
  expect(replyLate).toBeLessThan(0.1);
  for (const late of [repairLate, faultLate]) {
    expect(late).toBeGreaterThan(0.08);
    expect(late).toBeLessThan(0.12);
  }
  for (const month of Map.groupBy(tickets, ({ openedAtMs }) => new Date(openedAtMs).toISOString().slice(0, 7)).values()) {
    if (month.length < 500) continue;
    expect(share(month.filter((ticket) => ticket.replyLate).length, month.length)).toBeLessThan(0.13);
    expect(share(month.filter((ticket) => ticket.repairLate).length, month.length)).toBeLessThan(0.16);
  }
});

it.each(SEEDS)('seed %i opens about 45 tickets a weekday, fewer at weekends', (seed) => {
  const opened = yearOf(seed).filter(({ type }) => type === 'ticket.opened');
  const weekend = opened.filter((event) => weekdayOf(Math.floor((timeOf(event) - 5 * HOUR_MS) / DAY_MS)) >= 5).length;
  expect((opened.length - weekend) / 261).toBeGreaterThan(42);
  expect((opened.length - weekend) / 261).toBeLessThan(48);
  expect(weekend / 104).toBeLessThan(20);
});

it('tells each ticket in an order that makes sense, and ends it', () => {
  const order = /^opened (assigned )?contacted (assigned |waiting resumed )?resolved (reopened resolved )?closed$/;
  const until = startOfDay(FIRST_DAY + 330);
  const odd: string[] = [];
  for (const [subject, own] of Map.groupBy(yearOf(SIMULATED_SEED), (event) => event.subject)) {
    if (!subject.startsWith('ticket/') || own[0]?.type !== 'ticket.opened' || timeOf(own[0]) > until) continue;
    const steps = own.map(({ type }) => type.slice('ticket.'.length)).join(' ');
    if (!order.test(steps)) odd.push(`${subject}: ${steps}`);
  }
  expect(odd).toEqual([]);
});

it('has titles that are short and without commas', () => {
  const titles = yearOf(SIMULATED_SEED).flatMap(({ data }) => (typeof data['title'] === 'string' ? [data['title']] : []));
  expect([...new Set(titles)].filter((title) => title.length > 40 || title.includes(','))).toEqual([]);
});

it('hears a few complaints a month, only about what was late, and decides all', () => {
  const events = yearOf(SIMULATED_SEED);
  const tickets = folded(events);
  const filed = events.filter(({ type, data }) => type === 'complaint.filed' && tickets.has(String(data['about'])));
  const unfounded = filed.filter(({ data }) => {
    const ticket = tickets.get(String(data['about']));
    return data['promise'] === 'phone-reply' ? !ticket?.replyLate : !(ticket?.repairLate && ticket.category === 'fault');
  });
  expect(unfounded).toEqual([]);
  expect(filed.length / 12).toBeGreaterThan(2);
  expect(filed.length / 12).toBeLessThan(10);
  const decided = new Set(events.filter(({ type }) => /^complaint\.(verified|rejected)$/.test(type)).map(({ subject }) => subject));
  const undecided = filed.filter((event) => !decided.has(event.subject));
  expect(undecided.filter((event) => timeOf(event) < startOfDay(FIRST_DAY + 350))).toEqual([]);
});

it('registers sixty customers when the year begins', () => {
  const puts = yearOf(SIMULATED_SEED).filter(({ type }) => type === 'register.put');
  expect(puts.map(({ subject }) => subject)).toEqual(CUSTOMERS.map(({ id }) => id));
  expect(new Set(puts.map(({ time }) => time))).toEqual(new Set(['2026-01-01T00:00:00-05:00']));
});
