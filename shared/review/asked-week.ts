import type { Zone } from '../calendar/index.ts';
import { KeptError } from '../error/index.ts';
import { DAY_MS, dayNumberOf } from '../event/index.ts';
import { periodNameOf, windowAt } from '../measure/index.ts';
import { type AskedWeek, REVIEW_DAYS_MAX } from './ask.ts';

/** A span that is asked about; `week` names it where it is one. */
export type WeekSpan = { readonly fromAtMs: number; readonly toAtMs: number; readonly week: string | null };

/** The span that is meant, the week of now where none is named (REV-1). @throws KeptError TIME_INVALID. */
export function spanOf(asked: AskedWeek | null, zone: Zone, nowAtMs: number): WeekSpan {
  if (asked === null) return weekAt(zone, nowAtMs);
  const span = 'week' in asked ? weekNamed(asked.week, zone) : weekIn(asked, zone);
  if (span.fromAtMs >= span.toAtMs) throw new KeptError('TIME_INVALID', '`from` must lie before `to`.');
  if (span.toAtMs - span.fromAtMs > REVIEW_DAYS_MAX * DAY_MS)
    throw new KeptError('TIME_INVALID', `A review is of ${REVIEW_DAYS_MAX} days at most.`);
  if (span.fromAtMs > nowAtMs) throw new KeptError('TIME_INVALID', `${new Date(span.fromAtMs).toISOString()} lies after now.`);
  return span;
}

/** The week that holds an instant, from Monday to Monday. */
export function weekAt(zone: Zone, atMs: number): WeekSpan {
  const { fromAtMs, toAtMs } = windowAt('week', zone, atMs);
  return { fromAtMs, toAtMs, week: periodNameOf('week', zone, { fromAtMs, toAtMs }) };
}

/** The span before it: the week before a week, else as much time as it has. */
export function spanBefore({ fromAtMs, toAtMs, week }: WeekSpan, zone: Zone): WeekSpan {
  return week === null ? { fromAtMs: fromAtMs - (toAtMs - fromAtMs), toAtMs: fromAtMs, week } : weekAt(zone, fromAtMs - 1);
}

function weekIn({ fromAtMs, toAtMs }: { readonly fromAtMs: number; readonly toAtMs: number }, zone: Zone): WeekSpan {
  const week = weekAt(zone, fromAtMs);
  return week.fromAtMs === fromAtMs && week.toAtMs === toAtMs ? week : { fromAtMs, toAtMs, week: null };
}

/** The first week of a year has its 4 January. */
function weekNamed(name: string, zone: Zone): WeekSpan {
  const [, year, week] = /^(\d{4})-W(\d{2})$/.exec(name) ?? [];
  const fourth = year === undefined ? null : dayNumberOf(Number(year), 1, 4);
  const span = fourth === null ? null : weekAt(zone, zone.startOfLocalDay(fourth + 7 * (Number(week) - 1)));
  if (span === null || span.week !== name)
    throw new KeptError('TIME_INVALID', `${JSON.stringify(name.slice(0, 40))} is no week; write it as 2026-W24.`);
  return span;
}
