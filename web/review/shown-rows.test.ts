import { expect, it } from 'vitest';
import { WALL_VIEWS } from '../../test/data/wall-views.ts';
import { keptLines, shownRows } from './shown-rows.ts';

it('lists what a wall shows in trouble, the worst first, and never more than there is room for', () => {
  const view = WALL_VIEWS.mock;
  const rows = shownRows(view, 5);
  expect(rows.length).toBe(5);
  expect(rows.every(({ shown }) => ['broken', 'likely', 'at-risk', 'no-data'].includes(shown.state))).toBe(true);
  expect(rows[0]?.shown.state).toBe('broken');
});

it('what is broken or without data is not kept', () => {
  const { lines } = WALL_VIEWS.mock;
  const lost = lines.filter(({ state }) => state === 'broken' || state === 'no-data').length;
  expect(keptLines(lines)).toBe(lines.length - lost);
});
