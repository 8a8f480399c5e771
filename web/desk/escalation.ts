import type { DeskRow } from '../../shared/view/index.ts';
import { isShelved } from './shelved.ts';

const MINUTE_MS = 60_000;
const AFTER_MINUTES = 10;
const AFTER_MINUTES_MAX = 24 * 60;

/** After how long without an acknowledgement something is called out, as `?escalate=` says: `5min`, or `off`, which is `null`. */
export function escalateAfterMs(search: string): number | null {
  const wanted = new URLSearchParams(search).get('escalate');
  if (wanted === 'off') return null;
  const minutes = Number(/^(\d+)min$/.exec(wanted ?? '')?.[1] ?? AFTER_MINUTES);
  return Math.min(AFTER_MINUTES_MAX, Math.max(1, minutes)) * MINUTE_MS;
}

/** Rows that broke, or were warned of, that long ago, and nobody has acknowledged or shelved: the most costly first. */
export function unanswered(rows: readonly DeskRow[], nowAtMs: number, afterMs: number | null): readonly DeskRow[] {
  if (afterMs === null) return [];
  const late = rows.filter((row) => {
    const sinceAtMs = row.state === 'broken' ? row.dueAtMs : row.warnedAtMs;
    return row.ackedBy === null && sinceAtMs !== null && nowAtMs - sinceAtMs >= afterMs && !isShelved(row, nowAtMs);
  });
  return late.toSorted((a, b) => b.costMinor - a.costMinor || (a.dueAtMs ?? 0) - (b.dueAtMs ?? 0));
}
