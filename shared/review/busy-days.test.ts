import { expect, it } from 'vitest';
import { bookOf, HOUR_MS, MINUTE_MS } from '../../test/simulation/world.ts';
import { done } from '../design/index.ts';
import { advance, applyBatch, emptyState } from '../engine/index.ts';
import { DAY_MS } from '../event/index.ts';
import { weekReport } from './index.ts';

const MONDAY_MS = Date.UTC(2026, 0, 12);
const BOOK = bookOf(`
book: calls
timezone: UTC
currency: EUR
promises:
  - id: busy-hour
    says: { en: "Half of the calls of the busy hour get through.", zh: "忙时接通过半。" }
    kind: ratio
    good: call.answered
    all: [call.answered, call.lost]
    window: month
    measure: mean of daily busy hour
    busy: clock
    target: ">= 50%"
boards:
  wall: { promises: [busy-hour] }
`);

/** Calls of one hour of a day, the first of them answered. */
function calls(dayAtMs: number, hour: number, all: number, answered: number) {
  return Array.from({ length: all }, (_, at) => {
    const time = new Date(dayAtMs + hour * HOUR_MS + at * MINUTE_MS).toISOString();
    const type = at < answered ? 'call.answered' : 'call.lost';
    return { id: `${time}`, source: '/calls', type, time, subject: `call/${time}`, data: {} };
  });
}

it('[REV-2] busy hours are set beside those of the same weekday before, wherever in the day they were', () => {
  const before = MONDAY_MS - 7 * DAY_MS;
  const events = [
    ...calls(before, 8, 3, 3),
    ...calls(before, 10, 20, 5),
    ...calls(before + DAY_MS, 9, 10, 10),
    ...calls(MONDAY_MS, 8, 4, 4),
    ...calls(MONDAY_MS, 14, 30, 24),
  ];
  const state = emptyState(BOOK);
  applyBatch(state, { firstPlace: 1, receivedAtMs: MONDAY_MS + 2 * DAY_MS, events });
  advance(state, MONDAY_MS + 3 * DAY_MS);
  const span = { fromAtMs: MONDAY_MS, toAtMs: MONDAY_MS + 7 * DAY_MS, week: '2026-W03' };
  const report = done(weekReport({ state, foretold: [], span, isRetold: false }));
  const hourAt = (dayAtMs: number, hour: number) => ({ fromAtMs: dayAtMs + hour * HOUR_MS, toAtMs: dayAtMs + (hour + 1) * HOUR_MS });
  expect(report.promises[0]).toMatchObject({ promise: 'busy-hour', targetText: { en: '>= 50%' }, targetShare: 0.5 });
  // Three busy hours of the month: a quarter, all and four fifths.
  expect(report.promises[0]?.keptShare).toBeCloseTo((0.25 + 1 + 0.8) / 3, 12);
  expect(report.before?.promises[0]?.busyHours).toEqual([
    { day: 0, now: { ...hourAt(MONDAY_MS, 14), good: 24, all: 30 }, before: { ...hourAt(before, 10), good: 5, all: 20 } },
    { day: 1, now: null, before: { ...hourAt(before + DAY_MS, 9), good: 10, all: 10 } },
  ]);
});
