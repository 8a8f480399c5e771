import type { DeskRow } from '../../shared/view/index.ts';

const MINUTE_MS = 60_000;
/** For how long something may be put out of the way, as a choice, in minutes. */
export const SHELVE_MINUTES = [15, 30, 60, 120, 240, 480] as const;

/** Whether somebody has put it out of the way now: it comes back by itself at its end, and when it breaks. */
export function isShelved({ shelvedUntilMs }: Pick<DeskRow, 'shelvedUntilMs'>, nowAtMs: number): boolean {
  return shelvedUntilMs !== null && shelvedUntilMs > nowAtMs;
}

/** The next instant at which one of the rows comes back by itself; `null` where none is out of the way. */
export function nextBackMs(rows: readonly DeskRow[], nowAtMs: number): number | null {
  let nextMs: number | null = null;
  for (const row of rows)
    if (isShelved(row, nowAtMs)) nextMs = Math.min(nextMs ?? Number.POSITIVE_INFINITY, row.shelvedUntilMs ?? Number.POSITIVE_INFINITY);
  return nextMs;
}

/** The end of a choice, on a whole minute. */
export function shelvedUntil(minutes: number, nowAtMs: number): number {
  return Math.ceil((nowAtMs + minutes * MINUTE_MS) / MINUTE_MS) * MINUTE_MS;
}
