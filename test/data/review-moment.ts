import type { ThenNow, ThenNowRow } from '../../shared/review/index.ts';
import { both, MINUTE_MS } from './wall-lines.ts';

/** Thursday 11 June 2026, 15:42:08 in Shanghai. */
const REVIEW_AT_MS = Date.parse('2026-06-11T07:42:08Z');

type Told = ThenNowRow['then'];

function thenNow(label: string, what: string, shown: Told, rest: Pick<ThenNowRow, 'now' | 'verdict' | 'leadMs'>): ThenNowRow {
  const row = { id: `coaches coach/${label} 1`, kind: 'item', promise: 'coaches', subject: `coach/${label}`, label, group: null } as const;
  return Object.assign({ ...row, ...rest, name: both(what, what) }, Object.fromEntries([['then', shown]]) as { readonly then: Told });
}

const broke = (minutes: number, owedMinor: number): ThenNowRow['now'] => {
  return { state: 'broken', atMs: REVIEW_AT_MS + minutes * MINUTE_MS, owedMinor, money: 'owed', reason: null, acted: null };
};
const told = (state: Told['state'], chance: number | null, minutes: number): Told => {
  const isSilent = state === 'no-data';
  return { state, chance, byAtMs: REVIEW_AT_MS + minutes * MINUTE_MS, silentSinceAtMs: isSilent ? REVIEW_AT_MS - 38 * MINUTE_MS : null };
};
const SAVED: ThenNowRow['now'] = {
  state: 'kept',
  atMs: REVIEW_AT_MS + 9 * MINUTE_MS,
  owedMinor: 0,
  money: null,
  reason: null,
  acted: { atMs: REVIEW_AT_MS + 2 * MINUTE_MS, type: 'kept.assigned', by: 'Shift lead A' },
};

const ROWS: readonly ThenNowRow[] = [
  thenNow('C-412', '15:49 to Airport T2', told('likely', 0.91, 7), { now: broke(16, 46_000), verdict: 'right', leadMs: 31 * MINUTE_MS }),
  thenNow('F-20711', 'Silver, pump station', told('likely', 0.84, 22), {
    now: broke(49, 124_000),
    verdict: 'right',
    leadMs: 22 * MINUTE_MS,
  }),
  thenNow('T-47980', 'Gold, ward 4', told('at-risk', 0.64, 12), { now: SAVED, verdict: 'saved', leadMs: null }),
  thenNow('P-76044', 'Locker 9', told('no-data', null, 38), { now: broke(38, 3_000), verdict: 'not_seen', leadMs: null }),
  thenNow('L-3312', 'Gold, 2 Quay Road', told('on-track', 0.09, 138), { now: broke(138, 110_000), verdict: 'missed', leadMs: null }),
  thenNow('C-305', '15:35 Harbour', told('broken', null, -4), { now: broke(-4, 42_000), verdict: 'broken_then', leadMs: null }),
];

export const REVIEW_MOMENT: ThenNow = {
  atMs: REVIEW_AT_MS,
  place: 40_112,
  head: 88_201,
  shown: 61,
  keptThen: 16,
  keptNow: 15,
  lines: 19,
  rows: ROWS,
  rowCount: 26,
  isRetold: false,
};
