import type { WindowKind } from '../book/index.ts';
import type { Zone } from '../calendar/index.ts';
import { dateOfDayNumber, dayNumberOf } from '../event/index.ts';
import type { Window } from './window.ts';

/** What a bill calls a window: `2026`, `2026-Q2`, `2026-06`, `2026-W23` or `2026-06-01`; `null` for the kinds that no bill is made for. */
export function periodNameOf(kind: WindowKind, zone: Zone, { fromAtMs }: Window): string | null {
  const dayNumber = zone.localDayOf(fromAtMs);
  const { year, month, day } = dateOfDayNumber(dayNumber);
  switch (kind) {
    case 'year':
      return four(year);
    case 'quarter':
      return `${four(year)}-Q${Math.ceil(month / 3)}`;
    case 'month':
      return `${four(year)}-${two(month)}`;
    case 'week':
      return weekName(dayNumber);
    case 'day':
      return `${four(year)}-${two(month)}-${two(day)}`;
    default:
      return null;
  }
}

/** The ISO week that begins on a Monday: it has the year of its Thursday, and the first has the year's first Thursday. */
function weekName(monday: number): string {
  const thursday = monday + 3;
  const { year } = dateOfDayNumber(thursday);
  const week = Math.floor((thursday - (dayNumberOf(year, 1, 1) as number)) / 7) + 1;
  return `${four(year)}-W${two(week)}`;
}

function four(year: number): string {
  return String(year).padStart(4, '0');
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
