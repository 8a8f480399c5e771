import { expect, it } from 'vitest';
import type { WallView } from '../../shared/view/index.ts';
import { WALL_VIEWS } from '../../test/data/wall-views.ts';
import { TileOrder } from './tile-order.ts';

const { mock, calm, empty } = WALL_VIEWS;

function shuffled({ lines, hot }: WallView): Pick<WallView, 'lines' | 'hot'> {
  return { lines: lines.map((line) => ({ ...line, good: line.good + 1 })), hot: hot.toReversed() };
}

it('takes the order that the server gives', () => {
  expect(new TileOrder().next(mock)).toEqual(['faults', 'phone', 'coaches', 'parcels']);
});
it('does not move a tile for a value', () => {
  const order = new TileOrder();
  const before = order.next(mock);
  expect(order.next(shuffled(mock))).toBe(before);
});
it('moves tiles when a state changes', () => {
  const order = new TileOrder();
  order.next(mock);
  const worse = {
    ...shuffled(mock),
    lines: mock.lines.map((line) => (line.id === 'coaches' ? { ...line, state: 'broken' as const } : line)),
  };
  expect(order.next(worse)[0]).toBe('parcels');
});
it('the same view gives the same answer again', () => {
  const order = new TileOrder();
  expect(order.next(mock)).toBe(order.next(mock));
});
it('a calm wall is not empty', () => expect(new TileOrder().next(calm)).toHaveLength(4));
it('a wall on which nothing is due is not empty', () => expect(new TileOrder().next(empty)).toHaveLength(4));
it('one in trouble stands first, and those most likely to be next fill the rest', () => {
  const one = {
    ...mock,
    lines: mock.lines.map((line) => (line.id === 'signs' ? { ...line, chance: 0.2 } : line)),
    hot: mock.hot.slice(0, 1),
  };
  expect(new TileOrder().next(one).at(0)).toBe('faults');
});
it('draws no tile for a line that is not on the board', () => {
  const stray = { ...mock, hot: [{ id: 'gone', history: [], forecast: [], nextItem: null, warnedAtMs: null, why: null }, ...mock.hot] };
  expect(new TileOrder().next(stray)).not.toContain('gone');
});
