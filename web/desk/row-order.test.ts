import fc from 'fast-check';
import { expect, it } from 'vitest';
import { deskRow } from '../../test/data/desk-rows.ts';
import { arrange } from './row-order.ts';

const MINUTE_MS = 60_000;
const due = (minutes: number) => ({ dueAtMs: minutes * MINUTE_MS });

function order(...rows: Parameters<typeof deskRow>[0][]): string {
  return arrange(rows.map((row) => deskRow(row)))
    .rows.map(({ id }) => id)
    .join(' ');
}

it('broken ones stand first, and are counted', () => {
  const rows = [deskRow({ id: 'well', ...due(1) }), deskRow({ id: 'broken', state: 'broken', ...due(-9) })];
  expect([arrange(rows).rows[0]?.id, arrange(rows).brokenCount]).toEqual(['broken', 1]);
});

it('of the broken ones those that nobody acknowledged, then the most overdue', () => {
  const broken = { state: 'broken' } as const;
  const rows = [
    { id: 'seen', ...broken, ...due(-90), ackedBy: 'Ann' },
    { id: 'late', ...broken, ...due(-5) },
    { id: 'later', ...broken, ...due(-60) },
  ];
  expect(order(...rows)).toBe('later late seen');
});

it('where others may still be saved, only the first eight broken ones stand on top, and the rest last', () => {
  const broken = Array.from({ length: 12 }, (_, index) => deskRow({ id: `b${index}`, state: 'broken', ...due(index - 60) }));
  const { rows, brokenCount } = arrange([deskRow({ id: 'well', ...due(9) }), ...broken]);
  expect([brokenCount, rows.map(({ id }) => id).join(' ')]).toEqual([8, 'b0 b1 b2 b3 b4 b5 b6 b7 well b8 b9 b10 b11']);
  expect(arrange(broken).brokenCount).toBe(12);
});

it('likely counts as due 90 minutes sooner, at risk 45', () => {
  const rows = [
    { id: 'well', ...due(10) },
    { id: 'likely-late', state: 'likely', ...due(101) },
    { id: 'likely', state: 'likely', ...due(99) },
    { id: 'risk', state: 'at-risk', ...due(53) },
  ] as const;
  expect(order(...rows)).toBe('risk likely well likely-late');
});

it('what is stopped comes after what runs, and what has no due last', () => {
  const rows = [
    { id: 'undue', dueAtMs: null },
    { id: 'stopped', isStopped: true, leftMs: 1, dueAtMs: null },
    { id: 'runs', ...due(9_999) },
  ];
  expect(order(...rows)).toBe('runs stopped undue');
});

it('any order of the same rows ends in the same order', () => {
  const rows = Array.from({ length: 40 }, (_, index) =>
    deskRow({
      id: `r${index}`,
      state: (['on-track', 'at-risk', 'likely', 'broken', 'no-data'] as const)[index % 5] ?? 'on-track',
      ...due(index % 7),
    }),
  );
  fc.assert(
    fc.property(fc.shuffledSubarray(rows, { minLength: rows.length }), (shuffled) => {
      expect(arrange(shuffled)).toEqual(arrange(rows));
    }),
  );
});
