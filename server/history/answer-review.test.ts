import { beforeAll, expect, it, vi } from 'vitest';
import { applyBatch, emptyState, freeze, thaw } from '../../shared/engine/index.ts';
import type { Batch } from '../../shared/event/index.ts';
import type { ReviewAsk, ThenNow, WeekReport } from '../../shared/review/index.ts';
import { BatchHistory } from '../../test/data/batch-history.ts';
import { RECORDED_START_MS, recordedDay } from '../../test/data/recorded-day.ts';
import { DEPARTURES_BOOK, departuresDay, HOUR_MS, MINUTE_MS } from '../../test/simulation/world.ts';
import { answerReview } from './answer-review.ts';
import { History } from './history.ts';

vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 }); // Days run through the live engine first.

const NOW_MS = RECORDED_START_MS + 4 * HOUR_MS;
const SPAN = { fromAtMs: RECORDED_START_MS - 4 * HOUR_MS, toAtMs: RECORDED_START_MS + 3 * HOUR_MS };
let batches: readonly Batch[];
beforeAll(async () => {
  ({ batches } = await recordedDay(12, { isLate: true }));
});

function ask<T>(history: History, asked: ReviewAsk, onProgress: (share: number) => void = () => {}): Promise<T> {
  const bounds = { untilPlace: history.log.head().place, nowAtMs: NOW_MS };
  return answerReview(history, { ...bounds, ask: asked }, { signal: new AbortController().signal, onProgress }).then(
    (body) => JSON.parse(body) as T,
  );
}

/** A way to states that goes by a checkpoint of every place. */
function byCheckpoints(log: BatchHistory): History {
  return new History({
    log,
    statesUnder: (book) => async (place, _signal, options) => {
      const state = emptyState(book);
      for await (const batch of log.read(0, place)) applyBatch(state, batch);
      return thaw(book, structuredClone(freeze(state)), null, options);
    },
  });
}

it('[REV-2, REV-5] the report of a log is the same from its beginning and from checkpoints', async () => {
  const log = new BatchHistory(batches);
  const shares: number[] = [];
  const asked: ReviewAsk = { what: 'week', of: SPAN };
  const folded = await ask<WeekReport>(new History({ log }), asked, (share) => shares.push(share));
  expect(await ask<WeekReport>(byCheckpoints(log), asked)).toEqual(folded);
  expect(folded.totals.broken).toBeGreaterThan(0);
  expect(folded.warnings.reliability.some(({ n }) => n > 0)).toBe(true);
  expect(folded.span).toMatchObject({ ...SPAN, isRetold: false, place: log.head().place });
  expect(shares.every((share, at) => share >= (shares[at - 1] ?? 0) && share <= 1)).toBe(true);
});

it('[REV-1] of a time before the log, the order in which a history came makes no difference', async () => {
  const [first] = batches;
  const events = departuresDay(12, RECORDED_START_MS, 60).filter(({ time }) => Date.parse(time) <= NOW_MS - HOUR_MS);
  const imported = (order: typeof events) => {
    const books = (first as Batch).events;
    const receivedAtMs = NOW_MS - MINUTE_MS;
    return new History({
      log: new BatchHistory([
        { firstPlace: 1, receivedAtMs, events: books },
        { firstPlace: 1 + books.length, receivedAtMs, events: order },
      ]),
    });
  };
  const asked: ReviewAsk = { what: 'week', of: SPAN };
  const inOrder = await ask<WeekReport>(imported(events), asked);
  const bySubject = await ask<WeekReport>(
    imported(events.toSorted((a, b) => (a.subject < b.subject ? -1 : a.subject > b.subject ? 1 : 0))),
    asked,
  );
  expect(bySubject).toEqual(inOrder);
  expect(inOrder.span.isRetold).toBe(true);
  expect(inOrder.warnings.reliability.some(({ n }) => n > 0)).toBe(true);
  const moment = await ask<ThenNow>(imported(events), { what: 'moment', atMs: RECORDED_START_MS });
  expect(moment.isRetold).toBe(true);
  expect(moment.rows.some(({ then }) => then.chance !== null)).toBe(true);
});

it('[REV-8] what was shown stands beside what came of it, with a verdict for each', async () => {
  const history = new History({ log: new BatchHistory(batches) });
  const moment = await ask<ThenNow>(history, { what: 'moment', atMs: RECORDED_START_MS });
  expect(moment).toMatchObject({ atMs: RECORDED_START_MS, isRetold: false, head: history.log.head().place });
  expect(moment.rows.length).toBeGreaterThan(0);
  expect(moment.rowCount).toBe(moment.rows.length);
  for (const { kind, then, now, verdict, leadMs } of moment.rows) {
    const isFeared = ['at-risk', 'likely', 'no-data'].includes(then.state);
    expect(isFeared || now.state === 'broken' || then.state === 'broken').toBe(true);
    if (verdict === 'right') expect([now.state, isFeared]).toEqual(['broken', true]);
    if (verdict === 'missed') expect([now.state, isFeared]).toEqual(['broken', false]);
    if (kind === 'item' && verdict === 'right') expect(leadMs).toBe((now.atMs ?? 0) - RECORDED_START_MS > 0 ? expect.any(Number) : leadMs);
  }
});

it('what-if and the designer answer as the commands do, and what cannot be answered is refused', async () => {
  const history = new History({ log: new BatchHistory(batches) });
  const whatIf = await ask<{ rows: readonly { promise: string; difference: { broken?: number } }[] }>(history, {
    what: 'what-if',
    of: SPAN,
    set: ['leaves-on-time.late=60min'],
    isWarned: false,
  });
  expect(whatIf.rows.find(({ promise }) => promise === 'leaves-on-time')?.difference.broken).toBeLessThan(0);
  const curve = await ask<{ steps: readonly object[] }>(history, {
    what: 'design',
    of: null,
    promise: 'leaves-on-time',
    limit: null,
    steps: ['15min', '<30min'].slice(1),
    chance: 0.9,
  });
  expect(curve.steps.length).toBe(2);
  const refusals: readonly (readonly [ReviewAsk, string])[] = [
    [{ what: 'what-if', of: SPAN, set: ['leaves-on-time.late=often'], isWarned: false }, 'BOOK_INVALID'],
    [{ what: 'what-if', of: SPAN, set: ['x'], isWarned: false }, 'USAGE'],
    [{ what: 'moment', atMs: NOW_MS + 1 }, 'TIME_INVALID'],
    [{ what: 'week', of: { fromAtMs: 0, toAtMs: NOW_MS } }, 'TIME_INVALID'],
    [{ what: 'week', of: { week: '2013-W60' } }, 'TIME_INVALID'],
    [{ what: 'week', of: { fromAtMs: 5, toAtMs: 5 } }, 'TIME_INVALID'],
  ];
  for (const [asked, code] of refusals) await expect(ask(history, asked)).rejects.toMatchObject({ code });
  expect(DEPARTURES_BOOK).toContain('late: <15min');
});

it('[REV-1] the week of a name and of its two instants are the same', async () => {
  const history = new History({ log: new BatchHistory(batches) });
  const named = await ask<WeekReport>(history, { what: 'week', of: { week: '2013-W27' } });
  const { fromAtMs, toAtMs } = named.span;
  expect(new Date(fromAtMs).toISOString()).toBe('2013-07-01T04:00:00.000Z'); // Monday in New York.
  expect(await ask<WeekReport>(history, { what: 'week', of: { fromAtMs, toAtMs } })).toEqual(named);
  expect(await ask<WeekReport>(history, { what: 'week', of: null })).toEqual(named);
});
