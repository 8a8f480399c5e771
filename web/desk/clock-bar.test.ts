import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { DeskSpan } from '../../shared/view/index.ts';
import { clockBar, isDaily, spanLines } from './clock-bar.ts';

const HOUR_MS = 3_600_000;
const WHY = { key: 'change.item', args: { item: 'x' } } as const;

function spans(...lengths: readonly (readonly [hours: number, counts: boolean])[]): readonly DeskSpan[] {
  let atMs = 0;
  return lengths.map(([hours, counts]) => {
    const fromAtMs = atMs;
    atMs += hours * HOUR_MS;
    return { fromAtMs, toAtMs: atMs, counts, why: WHY };
  });
}

function bar(list: readonly DeskSpan[], nowHours: number, offsetMs = 0) {
  const dueAtMs = list.at(-1)?.toAtMs ?? null;
  const detail = { spans: list, openedAtMs: 0, metAtMs: null, row: { dueAtMs, isStopped: false } };
  return clockBar({ detail, nowAtMs: nowHours * HOUR_MS, offsetMs });
}

it('nothing to draw without spans', () => expect(bar([], 1)).toBeNull());

it('what counts is solid up to now and hollow from then on', () => {
  const kinds = bar(spans([2, true], [1, false], [2, true]), 4)?.pieces.map(({ kind }) => kind);
  expect(kinds).toEqual(['counted', 'off', 'counted', 'to-come']);
});

it('what is overdue is drawn behind the due, and never longer than the rest can bear', () => {
  const drawn = bar(spans([2, true]), 500);
  expect([drawn?.pieces.map(({ kind }) => kind), drawn?.now, (drawn?.due?.x ?? 0) > 0.6]).toEqual([['counted', 'over'], 1, true]);
});

it('ticks stand at whole hours of the place', () => {
  const drawn = bar(spans([6, true]), 1, 5.5 * HOUR_MS);
  expect(drawn?.ticks.map(({ atMs }) => (atMs + 5.5 * HOUR_MS) % HOUR_MS)).toEqual(drawn?.ticks.map(() => 0));
});

it('a bar of days has a tick a day at most', () => {
  expect([isDaily(bar(spans([72, true]), 1)?.ticks ?? []), isDaily(bar(spans([400, true]), 1)?.ticks ?? [])]).toEqual([false, true]);
});

it('pieces meet and stay on the bar, ticks are few', () => {
  const length = fc.tuple(fc.integer({ min: 1, max: 500 }), fc.boolean());
  fc.assert(
    fc.property(fc.array(length, { minLength: 1, maxLength: 30 }), fc.integer({ min: 0, max: 9_000 }), (lengths, nowHours) => {
      const drawn = bar(spans(...lengths), nowHours);
      const ends = drawn?.pieces.map(({ x, width }) => x + width) ?? [];
      const starts = drawn?.pieces.map(({ x }) => x) ?? [];
      expect(starts.slice(1).every((x, index) => Math.abs(x - (ends[index] ?? 0)) < 1e-9)).toBe(true);
      expect(Math.max(...ends)).toBeLessThanOrEqual(1 + 1e-9);
      expect(drawn?.ticks.length).toBeLessThanOrEqual(9);
    }),
  );
});

it('the running total is what counts so far', () => {
  expect(spanLines(spans([2, true], [3, false], [1, true])).map(({ totalMs }) => totalMs / HOUR_MS)).toEqual([2, 2, 3]);
});

it('minutes that are shown add up, though spans end within them', () => {
  const lines = spanLines(spans([6.6 / 60, true], [1, false], [21 + 58.6 / 60, true]));
  expect(lines.map(({ countsMs }) => countsMs / 60_000)).toEqual([6, 0, 21 * 60 + 59]);
  expect(Math.floor((lines.at(-1)?.totalMs ?? 0) / 60_000)).toBe(22 * 60 + 5);
});
