import type { WallLine, WallView } from '../../shared/view/index.ts';
import { at, both, curve, HOUR_MS, inState, keep, line, MINUTE_MS, NOW_MS } from './wall-lines.ts';
import { BOARD, FEEDS, MOCK } from './wall-mock.ts';

const DAY_MS = 24 * HOUR_MS;
const MONTH = { fromAtMs: Date.parse('2026-06-01T00:00:00+08:00'), toAtMs: Date.parse('2026-07-01T00:00:00+08:00') };
const YEAR = { fromAtMs: Date.parse('2026-01-01T00:00:00+08:00'), toAtMs: Date.parse('2027-01-01T00:00:00+08:00') };

export const BUSY_HOUR = line(
  'busy-hour',
  both('Half the calls connect in the busy hour', '忙时接通率不低于一半'),
  both('Busy hour', '忙时接通'),
  inState('at-risk', '15:18', {
    ...MONTH,
    isMean: true,
    share: 0.5172,
    target: keep(50),
    headroom: 0.03,
    chance: 0.38,
    breaksAtMs: MONTH.toAtMs,
    costMinor: 385_000,
  }),
);

const LINE_UP = { kind: 'availability', ...MONTH, good: 23, all: 24, target: keep(99.99) } as const;
const budget = { subject: 'L-07', leftMs: 3.2 * MINUTE_MS, allMs: 4.32 * MINUTE_MS, downSinceAtMs: null, subjects: 24, down: 0 };

/** Of a line that is up, is down with some of its budget left, and has none left. */
export const UP = line('line-up', both('Your line is up', '专线可用'), both('Lines up', '专线可用'), {
  ...LINE_UP,
  share: 0.999956,
  headroom: 0.74,
  chance: 0.19,
  budget,
});
export const DOWN: WallLine = {
  ...UP,
  ...inState('likely', '15:41', { chance: 0.86, headroom: 0.2, share: 0.99992, costMinor: 120_000, breaksAtMs: at('15:44') }),
  id: 'line-down',
  budget: { ...budget, leftMs: 2 * MINUTE_MS, downSinceAtMs: NOW_MS - 68_000, down: 1 },
};
export const OVER: WallLine = {
  ...UP,
  ...inState('broken', '15:18', { chance: 0.99, headroom: -0.4, share: 0.998123, costMinor: 120_000, breaksAtMs: at('15:18') }),
  id: 'line-over',
  budget: { ...budget, leftMs: -24 * MINUTE_MS, down: 2 },
};

const COMPLAINTS = { kind: 'count', ...YEAR, good: 0, share: null, owes: false } as const;
/** Of a year without a complaint, of one that had one, and of a rate. */
export const STREAK = line('complaints', both('A year without a complaint', '全年零投诉'), both('No complaints', '零投诉'), {
  ...COMPLAINTS,
  all: 0,
  target: { kind: 'count', op: '<=', value: 0 },
  headroom: 1,
  chance: 0.21,
  count: { value: 0, sinceAtMs: NOW_MS - 63.4 * DAY_MS, recordMs: 63.4 * DAY_MS },
});
export const COMPLAINED: WallLine = {
  ...STREAK,
  ...inState('broken', '09:12', { breaksAtMs: at('09:12') }),
  id: 'complained',
  all: 1,
  headroom: -0.5,
  count: { value: 1, sinceAtMs: at('09:12'), recordMs: 131 * DAY_MS },
};
export const RATE: WallLine = {
  ...STREAK,
  ...inState('at-risk', '15:41', { chance: 0.44, owes: true, costMinor: 220_000 }),
  id: 'rate',
  all: 7,
  headroom: 0.1,
  target: { kind: 'count', op: '<=', value: 3 },
  count: { value: 2.8437, sinceAtMs: NOW_MS - 2 * DAY_MS, recordMs: 11 * DAY_MS },
};

/** A board of the kinds that are no share of a day: a month in progress, budgets of time, streaks. */
export function kinds(state: 'trouble' | 'calm'): WallView {
  const calm = [UP, STREAK, { ...BUSY_HOUR, state: 'on-track' as const }, { ...RATE, state: 'on-track' as const }];
  const trouble = [OVER, DOWN, BUSY_HOUR, COMPLAINED, RATE, { ...UP, id: 'line-also' }, { ...STREAK, id: 'streak-also' }];
  const lines = state === 'calm' ? calm : trouble;
  const hot = lines.slice(0, 4).map((from) => ({
    ...curve(from, { from: 1, to: from.share ?? 1, spread: 0.001 }),
    ...(from.count === null ? {} : { history: [], forecast: [] }),
  }));
  return { ...MOCK, board: { ...BOARD, name: both('Lines and calls', '专线与热线') }, lines, hot, feeds: FEEDS };
}
