import { beforeAll, expect, it, vi } from 'vitest';
import type { Shown, ShownDifference, WallView } from '../../shared/view/index.ts';
import { BatchHistory } from '../../test/data/batch-history.ts';
import { RECORDED_START_MS, type RecordedDay, recordedDay } from '../../test/data/recorded-day.ts';
import { DEPARTURES_BOOK, HOUR_MS } from '../../test/simulation/world.ts';
import type { When } from '../ports/index.ts';
import { answerPast } from './answer-past.ts';
import { History } from './history.ts';

vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 }); // Whole days run through the live engine first.

const NOW_MS = RECORDED_START_MS + 5 * HOUR_MS;
const NOON_MS = RECORDED_START_MS + 2 * HOUR_MS;
const signal = new AbortController().signal;
const days = new Map<'in time' | 'late' | 'silent' | 'restated', RecordedDay>();
beforeAll(async () => {
  days.set('in time', await recordedDay(21));
  days.set('late', await recordedDay(21, { isLate: true }));
  days.set('silent', await recordedDay(21, { silentHours: [8.5, 9.2] }));
  days.set('restated', await recordedDay(21, { secondBook: DEPARTURES_BOOK.replace('late: <15min', 'late: 0s') }));
});

type Board = WallView & { readonly shown: Shown; readonly difference?: ShownDifference };

function historyOf(day: 'in time' | 'late' | 'silent' | 'restated'): History {
  return new History({ log: new BatchHistory(days.get(day)?.batches ?? []) });
}
async function board(day: 'in time' | 'late' | 'silent' | 'restated', when: Partial<When>): Promise<Board> {
  const asked = { ask: { what: 'board', board: 'wall' } as const, when: { knownAt: null, asOfMs: null, ...when } };
  const { body } = await answerPast(historyOf(day), { ...asked, untilPlace: 1e9, nowAtMs: NOW_MS, banner: null }, signal);
  return JSON.parse(body) as Board;
}
const figuresOf = ({ lines }: Board) => lines.map(({ id, good, all, share, owedMinor }) => [id, good, all, share, owedMinor]);

it('[LOG-12] known-at shows what live showed, and says so', async () => {
  for (const live of days.get('late')?.recorded.filter((_, index) => index % 150 === 0) ?? []) {
    const { shown, difference, ...view } = await board('late', { knownAt: { atMs: live.atMs } });
    expect(JSON.stringify(view)).toBe(live.wall);
    expect(shown).toMatchObject({ mode: 'known-at', place: live.place, atMs: live.atMs, book: 'first', bookOf: 'then' });
    expect(difference).toBeDefined();
  }
});
it('[LOG-12] a place is the log up to there, at the instant that it was received', async () => {
  const live = days.get('in time')?.recorded.find(({ atMs }) => atMs >= NOON_MS) as RecordedDay['recorded'][0];
  const { shown } = await board('in time', { knownAt: { place: live.place } });
  expect(shown).toMatchObject({ mode: 'known-at', place: live.place });
  expect(shown.atMs).toBeLessThanOrEqual(live.atMs);
});
it.each(['in time', 'silent'] as const)('[LOG-13] where nothing came late, what was shown is what is known now: %s', async (day) => {
  for (const hour of [-2, 0, 0.5, 1, 2, 3, 3.9]) {
    const { difference } = await board(day, { knownAt: { atMs: RECORDED_START_MS + hour * HOUR_MS } });
    expect(difference, `at hour ${hour}`).toMatchObject({ figures: 0, lines: [], late: 0, isOtherBook: false });
  }
});
it('[LOG-13] what came late makes a difference, which is shown line by line with what came', async () => {
  const at = (hour: number) => board('late', { knownAt: { atMs: RECORDED_START_MS + hour * HOUR_MS } });
  const boards = await Promise.all([0.6, 1.1, 1.6, 2.2, 2.7, 3.2, 3.7].map(at));
  expect(boards.some(({ difference }) => (difference?.figures ?? 0) > 0)).toBe(true);
  for (const then of boards) {
    const { difference, shown } = then;
    const now = await board('late', { asOfMs: shown.atMs });
    const known = new Map(now.lines.map((line) => [line.id, line]));
    for (const line of difference?.lines ?? []) {
      expect(line.known).toMatchObject({ good: known.get(line.id)?.good, all: known.get(line.id)?.all });
      expect(line.shown).not.toEqual(line.known);
    }
    const differing = new Set(difference?.lines.map(({ id }) => id));
    const same = (each: Board) => figuresOf(each).filter(([id]) => !differing.has(String(id)));
    expect(same(now)).toEqual(same(then));
    expect((difference?.late ?? 0) + (difference?.corrections ?? 0)).toBeGreaterThanOrEqual(difference?.entries.length ?? 0);
    for (const { place, time } of difference?.entries ?? []) {
      expect(place).toBeGreaterThan(shown.place);
      expect(Date.parse(time)).toBeLessThanOrEqual(shown.atMs);
    }
  }
});
it('[LOG-13] as-of is the whole log at that instant, by events alone and without forecasts', async () => {
  const { shown, lines, difference, changes } = await board('late', { asOfMs: NOON_MS });
  const head = historyOf('late').log.head().place;
  expect(shown).toMatchObject({ mode: 'as-of', place: head, head, atMs: NOON_MS });
  expect([difference, changes, lines.every(({ chance }) => chance === null)]).toEqual([undefined, [], true]);
  expect(lines.some(({ all }) => all > 0)).toBe(true);
});
it('[LOG-13] both: an instant as it was known at a later one', async () => {
  const late = await board('late', { asOfMs: NOON_MS, knownAt: { atMs: NOON_MS } });
  const later = await board('late', { asOfMs: NOON_MS, knownAt: { atMs: NOW_MS } });
  const now = await board('late', { asOfMs: NOON_MS });
  expect([late.shown.mode, late.shown.place < later.shown.place]).toEqual(['both', true]);
  expect(figuresOf(later)).toEqual(figuresOf(now));
});
it('[LOG-12] known-at judges by the book that was in force, and the difference names another one', async () => {
  const { shown, difference } = await board('restated', { knownAt: { atMs: RECORDED_START_MS - 3 * HOUR_MS } });
  expect([shown.book, difference?.isOtherBook]).toEqual(['first', true]);
  const after = await board('restated', { knownAt: { atMs: NOON_MS } });
  expect([after.shown.book, after.difference?.isOtherBook]).toEqual(['second', false]);
  expect((await board('restated', { asOfMs: RECORDED_START_MS })).shown.book).toBe('second');
});
it.each([
  [{ knownAt: { atMs: NOW_MS + 1 } }, /lies after now/],
  [{ knownAt: { atMs: 5 } }, /lies before the log, which begins at 2013-07-01T/],
  [{ knownAt: { place: 0 } }, /is no place of the log: it has places 1 to \d+/],
  [{ knownAt: { place: 1e9 } }, /is no place of the log/],
  [{ asOfMs: NOW_MS + 1 }, /as-of .* lies after now/],
  [{ asOfMs: NOON_MS + 1, knownAt: { atMs: NOON_MS } }, /lies after what known-at gives/],
  [{ asOfMs: -5 }, /before 1970/],
  [{ asOfMs: 5 }, /Nothing that the log holds had happened by 1970/],
])('a time that does not lie in the log is refused: %j', async (when, message) => {
  await expect(board('in time', when)).rejects.toMatchObject({ code: 'TIME_INVALID', message: expect.stringMatching(message) });
});
it('nothing is known past the place that live has come to', async () => {
  const query = { ask: { what: 'money' } as const, when: { knownAt: { atMs: NOW_MS }, asOfMs: null }, nowAtMs: NOW_MS, banner: null };
  const { shown } = await answerPast(historyOf('in time'), { ...query, untilPlace: 40 }, signal);
  expect(shown).toMatchObject({ place: 40, head: 40 });
});
it('a query that nobody waits for ends', async () => {
  const gone = new AbortController();
  gone.abort(new Error('gone'));
  const query = {
    ask: { what: 'desk', sites: 'all' } as const,
    when: { knownAt: { atMs: NOW_MS }, asOfMs: null },
    nowAtMs: NOW_MS,
    banner: null,
  };
  await expect(answerPast(historyOf('in time'), { ...query, untilPlace: 1e9 }, gone.signal)).rejects.toThrow('gone');
});
it('a log without a book says what to do', async () => {
  const log = new BatchHistory([{ firstPlace: 1, receivedAtMs: 1_000, events: [] }]);
  Object.assign(log, { head: () => ({ place: 1, receivedAtMs: 1_000 }), placeAt: () => 1 });
  const query = {
    ask: { what: 'desk', sites: 'all' } as const,
    when: { knownAt: { atMs: 2_000 }, asOfMs: null },
    nowAtMs: NOW_MS,
    banner: null,
  };
  await expect(answerPast(new History({ log }), { ...query, untilPlace: 1e9 }, signal)).rejects.toMatchObject({
    code: 'HISTORY_WITHOUT_BOOK',
  });
});
