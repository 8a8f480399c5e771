import { expect, it } from 'vitest';
import type { WindowKind } from '../book/index.ts';
import { zoneOf } from '../calendar/index.ts';
import { periodNameOf, windowAt } from './index.ts';

function nameAt(kind: WindowKind, time: string): string | null {
  const zone = zoneOf('Asia/Shanghai');
  return periodNameOf(kind, zone, windowAt(kind, zone, Date.parse(time)));
}

it('[MON-4] a window is named as bills name their period, by its local dates', () => {
  const names = (['year', 'quarter', 'month', 'week', 'day', 'hour'] as const).map((kind) => nameAt(kind, '2026-06-01T00:00:00+08:00'));
  expect(names).toEqual(['2026', '2026-Q2', '2026-06', '2026-W23', '2026-06-01', null]);
});
it('[MON-4] a week has the year of its Thursday', () => {
  const weeks = ['2026-01-01', '2026-12-31', '2027-01-03', '2027-01-04', '2024-12-30'].map((date) =>
    nameAt('week', `${date}T12:00:00+08:00`),
  );
  expect(weeks).toEqual(['2026-W01', '2026-W53', '2026-W53', '2027-W01', '2025-W01']);
});
