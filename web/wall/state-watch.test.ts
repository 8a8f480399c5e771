import { expect, it } from 'vitest';
import { WALL_VIEWS } from '../../test/data/wall-views.ts';
import { StateWatch } from './state-watch.ts';

const LINES = WALL_VIEWS.mock.lines;
const BROKEN = LINES.map((line) => (line.id === 'phone' ? { ...line, state: 'broken' as const } : line));

it('the first view is compared with nothing', () => expect(new StateWatch().worse(LINES)).toEqual([]));
it('names what became worse', () => {
  const watch = new StateWatch();
  watch.worse(LINES);
  expect(watch.worse(BROKEN).map(({ id }) => id)).toEqual(['phone']);
});
it('says nothing of what became better', () => {
  const watch = new StateWatch();
  watch.worse(BROKEN);
  expect(watch.worse(LINES)).toEqual([]);
});
