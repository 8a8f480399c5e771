import { expect, it } from 'vitest';
import { livedTickets as lived, WARNED_START_MS as START_MS, type ToldTicket as Told } from '../../../test/data/warned-tickets.ts';
import { MINUTE_MS } from '../../../test/simulation/world.ts';
import { advance } from '../../engine/index.ts';
import { alarmLoad, DeskRows, wallView, warningsToday } from '../index.ts';

const opened = (minute: number, id: string, fee: 'gold' | 'silver', site = 'EWR'): Told => [
  'ticket.opened',
  minute,
  `ticket/${id}`,
  { site, fee: fee === 'gold' ? 400 : 100 },
];

it('[WARN-8] it names those on which acting saves most, and none that somebody has acknowledged', () => {
  const taken: Told = ['kept.acknowledged', 3, 'ticket/3', { promise: 'repaired', nth: 1, by: 'Ann' }];
  const state = lived([opened(0, '1', 'silver'), opened(1, '2', 'gold'), opened(2, '3', 'gold'), taken], 5);
  const best = wallView(state, { boardId: 'wall', banner: null })?.nextBest ?? [];
  expect(best.map(({ label, costMinor, savesMinor }) => [label, costMinor, savesMinor])).toEqual([
    ['2', 400_00, 20_00],
    ['1', 100_00, 5_00],
  ]);
  expect(best[0]).toMatchObject({
    chance: 0.1,
    acted: 0,
    averted: 0,
    avertedShare: 0.5,
    dueAtMs: START_MS + 241 * MINUTE_MS,
    why: { key: 'driver.learning' },
  });
  expect(new DeskRows(state, { banner: null }).view.head.nextBest).toEqual(best);
});
it('[WARN-8] what was averted, and what broke in spite of an act, changes what acting saves', () => {
  const saved = Array.from({ length: 5 }, (_, at): Told[] => [
    opened(at, `saved-${at}`, 'gold'),
    ['ticket.assigned', 10 + at, `ticket/saved-${at}`, { to: 'Ann' }],
    ['ticket.repaired', 30 + at, `ticket/saved-${at}`],
  ]).flat();
  const state = lived([...saved.sort((a, b) => a[1] - b[1]), opened(40, 'next', 'gold')], 45);
  expect(wallView(state, { boardId: 'wall', banner: null })?.nextBest.map(({ avertedShare }) => avertedShare)).toEqual([10 / 15]);
});
it('[WARN-4] the day tells how many were raised and what became of them, and rows since when they are warned of', () => {
  const state = lived([opened(0, '1', 'gold'), opened(1, '2', 'gold'), ['ticket.repaired', 20, 'ticket/2']], 100);
  expect(warningsToday(state, null)).toEqual({ raised: 2, byRule: 0, true: 0, false: 1, averted: 0, missed: 0, medianLeadMinutes: null });
  expect(warningsToday(state, new Set(['other'])).raised).toBe(0);
  const wall = wallView(state, { boardId: 'wall', banner: null });
  expect(wall?.board.warnings.raised).toBe(2);
  expect(wall?.next.map(({ warnedAtMs, warnedBy }) => [warnedAtMs, warnedBy])).toEqual([[START_MS + 1_000, 'model']]);
  expect(new DeskRows(state, { banner: null }).view.rows.map(({ warnedAtMs, warnedBy }) => [warnedAtMs, warnedBy])).toEqual([
    [START_MS + 1_000, 'model'],
  ]);
  advance(state, START_MS + 250 * MINUTE_MS);
  expect(warningsToday(state, null)).toMatchObject({ true: 1, medianLeadMinutes: 239 });
});
it('[WARN-7] more than ten in ten minutes are a flood, by promise and group', () => {
  const storm = Array.from({ length: 17 }, (_, at) => opened(at * 0.5, `${at}`, 'gold', at < 14 ? 'EWR' : 'LGA'));
  expect(alarmLoad(lived(storm.slice(0, 10), 9), null)).toEqual({ inTenMinutes: 10, isFlood: false, groups: [] });
  const short = { en: 'Repaired within', zh: '四小时内修复。' };
  expect(alarmLoad(lived(storm, 9), null)).toEqual({
    inTenMinutes: 17,
    isFlood: true,
    groups: [
      { id: 'repaired/EWR', incident: null, promise: 'repaired', short, group: 'EWR', count: 14, costMinor: 14 * 400_00 },
      { id: 'repaired/LGA', incident: null, promise: 'repaired', short, group: 'LGA', count: 3, costMinor: 3 * 400_00 },
    ],
  });
  expect(alarmLoad(lived(storm, 30), null).inTenMinutes).toBe(0);
});
