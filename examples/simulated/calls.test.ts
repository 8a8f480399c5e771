import { expect, it } from 'vitest';
import type { KeptEvent } from '../../shared/event/index.ts';
import { callsOfDay, staffOf } from './call-day.ts';
import { CALLS_SOURCE, simulatedSources } from './index.ts';
import { hourAt, startOfDay, weekdayOf } from './local-time.ts';
import { SIMULATED_SEED } from './sources.ts';

const SEEDS = [SIMULATED_SEED, 1, 2, 3];
const DAY_MS = 86_400_000;
const FIRST_DAY = Date.UTC(2026, 0, 1) / DAY_MS;
const MONTHS = Array.from({ length: 12 }, (_, month) => month);
const daysOf = (month: number): readonly number[] => {
  const [from, to] = [Date.UTC(2026, month, 1) / DAY_MS, Date.UTC(2026, month + 1, 1) / DAY_MS];
  return Array.from({ length: to - from }, (_, index) => from + index);
};
const callEvents = (seed: number, day: number): readonly KeptEvent[] => {
  const calls = simulatedSources(seed).find(({ source }) => source === CALLS_SOURCE);
  return (calls?.eventsWithin(startOfDay(day), startOfDay(day + 1)) ?? []).filter(({ type }) => type.startsWith('call.'));
};
const mean = (numbers: readonly number[]): number => numbers.reduce((sum, number) => sum + number, 0) / numbers.length;

/** Share answered in the clock hour with most calls ended, the earliest on a tie. */
function busyHourRate(events: readonly KeptEvent[]): number {
  const byHour = Map.groupBy(events, (event) => hourAt(Date.parse(event.time)));
  const [busiest] = [...byHour.entries()].sort(([a, inA], [b, inB]) => inB.length - inA.length || a - b);
  const inBusiest = busiest?.[1] ?? [];
  return inBusiest.filter(({ type }) => type === 'call.answered').length / inBusiest.length;
}

/** The twelve means and all days' rates of a seeded year. */
function busyHours(seed: number): { readonly means: readonly number[]; readonly days: readonly number[] } {
  const months = MONTHS.map((month) => daysOf(month).map((day) => busyHourRate(callEvents(seed, day))));
  return { means: months.map(mean), days: months.flat() };
}

it.each(SEEDS)('seed %i connects about four of five calls in the busy hour, with bad days', { timeout: 60_000 }, (seed) => {
  const { means, days } = busyHours(seed);
  expect(mean(means)).toBeGreaterThan(0.78);
  expect(mean(means)).toBeLessThan(0.85);
  expect(Math.min(...means)).toBeGreaterThan(0.7);
  expect(Math.max(...means)).toBeLessThan(0.92);
  const badDays = days.filter((rate) => rate < 0.5).length;
  expect(badDays).toBeGreaterThanOrEqual(8);
  expect(badDays).toBeLessThanOrEqual(45);
});

it.each(SEEDS)('seed %i has about 340 calls on a weekday and half of that at weekends', (seed) => {
  const counts = MONTHS.flatMap(daysOf).map((day) => ({ day, calls: callsOfDay(seed, day).length }));
  const isWeekend = ({ day }: { readonly day: number }): boolean => weekdayOf(day) >= 5;
  const [weekday, weekend] = [counts.filter((it) => !isWeekend(it)), counts.filter(isWeekend)].map((some) =>
    mean(some.map(({ calls }) => calls)),
  );
  expect(weekday).toBeGreaterThan(330);
  expect(weekday).toBeLessThan(355);
  expect(weekend).toBeGreaterThan(140);
  expect(weekend).toBeLessThan(190);
});

it('comes with the hours: two peaks, the first the higher, and a dip at noon', () => {
  const hours = Map.groupBy(
    daysOf(4).flatMap((day) => callsOfDay(SIMULATED_SEED, day)),
    ({ arrivedMs }) => 7 + Math.floor(arrivedMs / 3_600_000),
  );
  const count = (hour: number): number => hours.get(hour)?.length ?? 0;
  expect(count(10)).toBeGreaterThan(count(15));
  expect(count(15)).toBeGreaterThan(count(12) * 1.2);
  expect(count(22)).toBeLessThan(count(10) / 4);
  expect(Math.min(...hours.keys())).toBe(7);
  expect(Math.max(...hours.keys())).toBe(22);
});

it('answers in order of arrival', () => {
  for (const day of daysOf(10)) {
    const starts = callsOfDay(SIMULATED_SEED, day)
      .filter(({ end }) => end === 'answered')
      .map(({ arrivedMs, waitMs }) => arrivedMs + waitMs);
    expect(starts.every((ms, index) => ms >= (starts[index - 1] ?? 0))).toBe(true);
  }
});

it('most callers of a morning give up when the people for its peak are missing, and few otherwise', () => {
  const gaps = MONTHS.flatMap(daysOf).map((day) => ({ day, least: Math.min(...staffOf(SIMULATED_SEED, day).slice(4, 10)) }));
  const abandoned = (day: number): number => {
    const morning = callsOfDay(SIMULATED_SEED, day).filter(({ arrivedMs }) => arrivedMs >= 7_200_000 && arrivedMs < 16_200_000);
    return morning.filter(({ end }) => end !== 'answered').length / morning.length;
  };
  const weekdays = gaps.filter(({ day }) => weekdayOf(day) < 5);
  const [short, full] = [weekdays.filter(({ least }) => least === 1), weekdays.filter(({ least }) => least > 1)].map((days) =>
    mean(days.map(({ day }) => abandoned(day))),
  );
  expect(short).toBeGreaterThan(0.45);
  expect(full).toBeLessThan(0.25);
});

it('gives each customer at most one bill for a month, the first twenty within it', () => {
  const calls = simulatedSources().find(({ source }) => source === CALLS_SOURCE);
  const bills = (calls?.eventsWithin(startOfDay(FIRST_DAY), startOfDay(FIRST_DAY + 365)) ?? []).filter(
    ({ type }) => type === 'bill.issued',
  );
  const november = bills.filter(({ data }) => data['period'] === '2026-11');
  expect(new Set(bills.map(({ subject }) => subject)).size).toBe(bills.length);
  expect(november.filter(({ time }) => time.startsWith('2026-11')).every(({ time }) => Number(time.slice(8, 10)) >= 5)).toBe(true);
  expect(november.filter(({ time }) => time.startsWith('2026-11'))).toHaveLength(20);
  expect(november.filter(({ time }) => time.startsWith('2026-12-03T09:00:00'))).toHaveLength(20);
  expect(bills.filter(({ data }) => !/^\d+\.\d\d$/.test(String(data['calls'])))).toEqual([]);
});
