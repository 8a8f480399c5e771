import { compareText } from '../../shared/text/index.ts';
import type { DeskRow, State } from '../../shared/view/index.ts';
import { isShelved } from './shelved.ts';

/** Rows in the order in which they are worked on: the first `brokenCount` are broken, the rest break next. */
export type Arranged = { readonly rows: readonly DeskRow[]; readonly brokenCount: number };

const MINUTE_MS = 60_000;
/** Trouble counts as if it were due sooner, as on the wall. */
const SOONER_MS: { readonly [S in State]?: number } = { likely: 90 * MINUTE_MS, 'at-risk': 45 * MINUTE_MS };

const RANK = { brokenNew: 0, broken: 1, running: 2, stopped: 3, undue: 4, shelved: 5 } as const;
type Placed = { readonly row: DeskRow; readonly rank: number; readonly byMs: number };

/** So many broken ones stand on top where others may still be saved: what breaks next is never pushed out of sight by what is lost. */
export const BROKEN_ON_TOP_MAX = 8;

/**
 * Broken ones first: those that nobody has acknowledged, then the most overdue. Then what breaks next by its due, trouble sooner.
 * What is stopped comes after what runs, what has no due after that, and then what somebody has shelved. Broken ones beyond the first
 * few come last.
 */
export function arrange(rows: readonly DeskRow[], nowAtMs = 0): Arranged {
  const placed = rows
    .map((row) => placeOf(row, nowAtMs))
    .sort((a, b) => a.rank - b.rank || a.byMs - b.byMs || compareText(a.row.id, b.row.id));
  const next = placed.findIndex(({ rank }) => rank >= RANK.running);
  const ordered = placed.map(({ row }) => row);
  if (next <= BROKEN_ON_TOP_MAX) return { rows: ordered, brokenCount: next < 0 ? ordered.length : next };
  const [top, rest] = [ordered.slice(0, BROKEN_ON_TOP_MAX), ordered.slice(BROKEN_ON_TOP_MAX, next)];
  return { rows: [...top, ...ordered.slice(next), ...rest], brokenCount: top.length };
}

function placeOf(row: DeskRow, nowAtMs: number): Placed {
  const dueAtMs = row.dueAtMs ?? Number.MAX_SAFE_INTEGER;
  if (isShelved(row, nowAtMs)) return { row, rank: RANK.shelved, byMs: row.shelvedUntilMs ?? 0 };
  if (row.state === 'broken') return { row, rank: row.ackedBy === null ? RANK.brokenNew : RANK.broken, byMs: dueAtMs };
  if (row.isStopped) return { row, rank: RANK.stopped, byMs: row.leftMs ?? Number.MAX_SAFE_INTEGER };
  if (row.dueAtMs === null) return { row, rank: RANK.undue, byMs: 0 };
  return { row, rank: RANK.running, byMs: dueAtMs - (SOONER_MS[row.state] ?? 0) };
}
