import { expect, it } from 'vitest';
import { both, line as quietLine } from '../../../test/data/wall-lines.ts';
import type { State, WallLine } from './wall.ts';
import { fittingLines } from './wall-fit.ts';

function line(id: string, group: string | null, state: State): WallLine {
  return quietLine(id, both(id, id), both(id, id), { group, state });
}
const groups = (count: number, state: State): readonly WallLine[] =>
  Array.from({ length: count }, (_, index) => line(`operators/${state}-${String(index).padStart(2, '0')}`, `${state}-${index}`, state));

it('as many lines as can be read all stand on the wall', () => {
  const all = [line('on-time', null, 'on-track'), ...groups(33, 'on-track')];
  expect(fittingLines(all)).toEqual({ lines: all, more: {} });
});
it('of more groups the worst stand there, in the order of the book, and the others are counted', () => {
  const all = [line('on-time', null, 'kept'), ...groups(60, 'on-track'), ...groups(3, 'broken'), line('courteous', null, 'idle')];
  const { lines, more } = fittingLines(all);
  expect(lines).toHaveLength(34);
  expect(lines.filter(({ group }) => group === null).map(({ id }) => id)).toEqual(['on-time', 'courteous']);
  expect(lines.filter(({ state }) => state === 'broken')).toHaveLength(3);
  expect(lines).toEqual(all.filter((each) => lines.includes(each)));
  expect(more).toEqual({ 'on-track': 31 });
});
