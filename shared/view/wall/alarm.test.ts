import { expect, it } from 'vitest';
import { bookOf, DEPARTURES_BOOK } from '../../../test/simulation/world.ts';
import { advance, emptyState } from '../../engine/index.ts';
import { DeskRows, diffView, type LogTrouble, wallView } from '../index.ts';

const AT_MS = Date.UTC(2026, 5, 18, 9, 30, 5, 250);
const state = emptyState(bookOf(DEPARTURES_BOOK));
advance(state, AT_MS);
const wall = (trouble: LogTrouble | null) => wallView(state, { boardId: 'wall', banner: null, trouble })?.board;

it('[LOG-4] a damaged log is said on the wall, in both languages and the time of the book', () => {
  expect(wall({ kind: 'damaged', lastGoodAtMs: AT_MS })?.alarm).toEqual({
    title: { en: 'The log is damaged.', zh: '日志已损坏。' },
    detail: {
      en: 'Entries up to 2026-06-18 05:30:05 are good; nothing new is taken',
      zh: '2026-06-18 05:30:05 前的记录完好，现不接收新事件',
    },
  });
  expect(wall({ kind: 'damaged', lastGoodAtMs: null })?.alarm?.detail.en).toBe('No entry can be trusted; nothing new is taken');
});

it('[LOG-5] the bar comes to a desk and goes from it as the log turns, and a view without it is as it always was', () => {
  let trouble: LogTrouble | null = null;
  const rows = new DeskRows(state, { banner: null, trouble: () => trouble });
  expect([rows.refresh(), 'alarm' in rows.view.head, Object.keys(wall(null) ?? {}).includes('alarm')]).toEqual([null, false, false]);
  trouble = { kind: 'failing', sinceAtMs: AT_MS };
  expect(rows.refresh()?.head?.alarm?.title.en).toBe('The log cannot be written.');
  trouble = null;
  expect(rows.refresh()?.head).not.toHaveProperty('alarm');
});

it('[LOG-5] a wall that is told the difference gets the bar', () => {
  const view = (trouble: LogTrouble | null) => wallView(state, { boardId: 'wall', banner: null, trouble }) ?? { board: {} };
  expect(diffView(view(null), view({ kind: 'failing', sinceAtMs: AT_MS }))?.board).toHaveProperty('alarm');
});
