import { expect, it } from 'vitest';
import type { ThenNowRow } from '../../shared/review/index.ts';
import { createReviewWords } from './review-words.ts';
import { nowText, thenText, verdictText } from './then-now-words.ts';

const AT_MS = Date.UTC(2026, 5, 11, 15, 42);
const MINUTE_MS = 60_000;
const words = createReviewWords({ language: 'en', timezone: 'UTC', currency: 'CNY' });
const SHOWN: ThenNowRow['then'] = { state: 'likely', chance: 0.91, byAtMs: AT_MS + 7 * MINUTE_MS, silentSinceAtMs: null };
const ROW: Omit<ThenNowRow, 'then'> = {
  id: 'coach C-412 1',
  kind: 'item',
  promise: 'coach',
  subject: 'C-412',
  label: 'C-412',
  group: null,
  name: { en: 'Coach', zh: '班车' },
  now: { state: 'broken', atMs: AT_MS + 16 * MINUTE_MS, owedMinor: 46_000, money: 'owed', reason: null, acted: null },
  verdict: 'right',
  leadMs: 31 * MINUTE_MS,
};

it('says what was shown, what became of it, and what the warning was worth', () => {
  expect([thenText(SHOWN, AT_MS, words), nowText(ROW.now, AT_MS, words), verdictText(ROW, AT_MS, words)]).toEqual([
    '91% by 15:49',
    'broke 15:58, ¥460 owed',
    'Right, 31 min ahead',
  ]);
});

it('silence has its age, a save its act, an exclusion its reason', () => {
  const silent = { ...SHOWN, state: 'no-data', silentSinceAtMs: AT_MS - 38 * MINUTE_MS } as const;
  const acted = { atMs: AT_MS + 2 * MINUTE_MS, type: 'kept.assigned', by: 'Ann' };
  const saved: typeof ROW = { ...ROW, verdict: 'saved', now: { ...ROW.now, state: 'kept', money: null, acted } };
  expect([thenText(silent, AT_MS, words), verdictText(saved, AT_MS, words), nowText(saved.now, AT_MS, words)]).toEqual([
    'feed silent 38 min',
    'Saved by acting at 15:44',
    'done 15:58, Ann acted 15:44',
  ]);
  expect(nowText({ ...ROW.now, money: null, reason: 'police closed the ring' }, AT_MS, words)).toBe('excluded: police closed the ring');
});

it('without a forecast there is the due alone, and what is open is said to be', () => {
  expect(thenText({ ...SHOWN, chance: null }, AT_MS, words)).toBe('by 15:49');
  expect(nowText({ ...ROW.now, state: 'on-track', atMs: null, money: null }, AT_MS, words)).toBe('still open');
  expect(verdictText({ ...ROW, verdict: 'missed', leadMs: null }, AT_MS, words)).toBe('Missed');
});
