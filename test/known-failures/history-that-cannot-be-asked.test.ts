import { beforeAll, describe, expect, it, vi } from 'vitest';
import { answerPast, History, Timeline } from '../../server/history/index.ts';
import { LiveEngine, WarningLog } from '../../server/live/index.ts';
import { MemoryLog } from '../../server/log/index.ts';
import type { WallView } from '../../shared/view/index.ts';
import { pastTimeIn } from '../../web/wall/past-time.ts';
import { BatchHistory } from '../data/batch-history.ts';
import { HandClock } from '../data/hand-clock.ts';
import { RECORDED_START_MS, type RecordedDay, recordedDay, recordOf } from '../data/recorded-day.ts';
import { bookOf, DEPARTURES_BOOK, HOUR_MS, seededRandom } from '../simulation/world.ts';

vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 }); // A whole day runs through the live engine first.

const NOW_MS = RECORDED_START_MS + 5 * HOUR_MS;
/** The second half of the day is judged by another book. */
const OTHER_BOOK = DEPARTURES_BOOK.replace('late: <15min', 'late: 0s');
const TICKETS_BOOK = `
book: warn
timezone: UTC
currency: EUR
promises:
  - id: repaired
    says: { en: "Repaired within four hours.", zh: "四小时内修复。" }
    kind: deadline
    opens: ticket.opened
    met: ticket.repaired
    within: 4h
    warn: { chance: 0.05 }
`;
const signal = new AbortController().signal;
let day: RecordedDay;
let history: History;
beforeAll(async () => {
  day = await recordedDay(7, { isLate: true, secondBook: OTHER_BOOK });
  history = new History({ log: new BatchHistory(day.batches) });
});

type Past = WallView & { readonly shown: { readonly book: string } };
async function boardKnownAt(atMs: number): Promise<Past> {
  const asked = { ask: { what: 'board', board: 'wall' } as const, when: { knownAt: { atMs }, asOfMs: null } };
  const { body } = await answerPast(history, { ...asked, untilPlace: 1e9, nowAtMs: NOW_MS, banner: null }, signal);
  return JSON.parse(body) as Past;
}

describe('history that cannot be asked', () => {
  it('[LOG-12] see the dashboard as it was at some time in the past, with a slider', async () => {
    const random = seededRandom(3);
    for (let drag = 0; drag < 10; drag += 1) {
      const live = day.recorded[Math.floor(random() * day.recorded.length)] as RecordedDay['recorded'][0];
      expect(recordOf((await Timeline.at(history, live.atMs, signal)).state)).toEqual(live);
    }
  });

  it('[LOG-12] last month’s layout over today’s figures is a wrong answer', async () => {
    const [before, after] = [await boardKnownAt(RECORDED_START_MS - 3 * HOUR_MS), await boardKnownAt(RECORDED_START_MS + HOUR_MS)];
    expect([before.shown.book, after.shown.book]).toEqual(['first', 'second']);
    const recordedAt = (atMs: number) => day.recorded.findLast((live) => live.atMs <= atMs)?.wall;
    const { shown: _, difference: __, ...view } = before as Past & { readonly difference?: unknown };
    expect(JSON.stringify(view)).toBe(recordedAt(RECORDED_START_MS - 3 * HOUR_MS));
  });

  it('[WARN-6] a history of alerts after they are resolved', async () => {
    const clock = new HandClock(RECORDED_START_MS);
    const log = new MemoryLog({ clock });
    const live = new LiveEngine({ log, clock, book: bookOf(TICKETS_BOOK) });
    const warnings = new WarningLog({ source: live, log, clock });
    await live.start();
    const tell = async (type: string, atMs: number): Promise<void> => {
      clock.moveTo(atMs);
      const event = { id: type, source: '/t', type, time: new Date(atMs).toISOString(), subject: 'ticket/1', data: {} };
      void log.append([event], { urgent: true });
      for (let turn = 0; turn < 10; turn += 1) {
        await new Promise(setImmediate);
        clock.moveTo(clock.nowAtMs() + 1_000);
      }
    };
    await tell('ticket.opened', RECORDED_START_MS);
    expect(live.state.warnings.size).toBe(1);
    await tell('ticket.repaired', RECORDED_START_MS + HOUR_MS);
    expect(live.state.warnings.size).toBe(0); // It is over, and still stands in the log with what became of it.
    const events = (await Array.fromAsync(log.read(0))).flatMap((batch) => batch.events);
    const told = events.filter(({ type }) => type.startsWith('kept.warn')).map(({ type, data }) => [type, data['outcome'] ?? null]);
    expect(told).toEqual([
      ['kept.warned', null],
      ['kept.warning-ended', 'false'],
    ]);
    warnings.stop();
    live.stop();
  });

  it('[LOG-12] from the alert to the panel at the time it fired', async () => {
    const fired = day.recorded[Math.floor(day.recorded.length / 2)] as RecordedDay['recorded'][0];
    const link = new URLSearchParams({ 'known-at': new Date(fired.atMs).toISOString() });
    const time = pastTimeIn(link);
    expect(time).not.toBeNull();
    const { shown: _, difference: __, ...view } = (await boardKnownAt(fired.atMs)) as Past & { readonly difference?: unknown };
    expect(JSON.stringify(view)).toBe(fired.wall);
  });
});
