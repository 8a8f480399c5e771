import { expect, it } from 'vitest';
import type { CrewFigure, CrewPromise, CrewStreak } from '../../shared/view/index.ts';
import { createCrewWords } from './crew-words.ts';
import { aroundText, standsText, streakText } from './promise-text.ts';

const [EN, ZH] = (['en', 'zh'] as const).map((language) => createCrewWords({ language, timezone: 'Asia/Shanghai' })) as [
  ReturnType<typeof createCrewWords>,
  ReturnType<typeof createCrewWords>,
];
const DAY_MS = 86_400_000;
const NOW: CrewFigure = { fromAtMs: 0, toAtMs: 2 * 3_600_000, good: 41, all: 43, open: 0, value: null, mean: null };
const PROMISE: CrewPromise = {
  id: 'p/g',
  short: { en: 'On time', zh: '准点' },
  kind: 'deadline',
  state: 'on-track',
  unit: 'day',
  now: NOW,
  target: { kind: 'broken-share', op: '<=', value: 0.05 },
  streak: null,
  strip: [],
};
const at = (change: Partial<CrewFigure>, more: Partial<CrewPromise> = {}) => ({ ...PROMISE, ...more, now: { ...NOW, ...change } });

it.each([
  [at({}), '41 of 43 kept', '43 件中兑现 41 件'],
  [at({ good: 0, all: 0 }), 'Nothing decided yet', '尚无结果'],
  [at({ mean: 0.9496 }), '94.9% kept, day by day', '日均兑现 94.9%'],
  [at({ value: 2 }, { kind: 'count' }), '2 so far', '已有 2 件'],
  [at({ value: 11_520 }, { target: { kind: 'value', op: '<=', value: 14_400, unit: 'h' } }), '3 h 12', '3 时 12'],
])('how it stands: %#', (promise, en, zh) => expect([standsText(promise, EN), standsText(promise, ZH)]).toEqual([en, zh]));

it('over what, what is open, what was promised', () => {
  expect(aroundText(at({ open: 2 }), EN)).toEqual(['today', '2 still open', 'keep ≥ 95%']);
  expect(aroundText(at({}, { unit: 'rolling' }), EN)).toEqual(['the last 2 h 00', 'keep ≥ 95%']);
});

const rows = (now: number, best: number): CrewStreak => ({
  kind: 'windows',
  now,
  best,
  sinceAtMs: best === 0 ? null : Date.UTC(2026, 5, 1),
});
const free = (nowMs: number, bestMs: number): CrewStreak => ({ kind: 'free', nowMs, bestMs, sinceAtMs: Date.UTC(2026, 5, 1) });
it.each([
  [rows(12, 15), 'In a row: 12 days, Best 15 days'],
  [rows(1, 1), 'In a row: 1 day, The best yet · since 1 Jun'],
  [rows(0, 15), 'In a row: 0 days, Best 15 days · The next one kept starts a new streak.'],
  [rows(0, 0), 'In a row: 0 days, Starts with the first one kept.'],
  [free(4.9 * DAY_MS, 9 * DAY_MS), 'Without one: 4 days, Best 9 days'],
  [free(DAY_MS / 2, 9 * DAY_MS), 'Without one: 12 h 00, Best 9 days'],
])('[CREW-2, CREW-3] a streak in words: %#', (streak, text) => {
  const { label, now, best } = streakText(streak, 'day', EN);
  expect(`${label}: ${now}, ${best}`).toBe(text);
});
