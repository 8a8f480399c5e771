import { expect, it } from 'vitest';
import { WALL_VIEWS } from '../../test/data/wall-views.ts';
import { ANNOUNCE_EVERY_MS, Announcer } from './announcer.ts';
import { StateWatch } from './state-watch.ts';

const LINES = WALL_VIEWS.mock.lines;
const BROKEN = LINES.map((line) => (line.id === 'phone' ? { ...line, state: 'broken' as const } : line));

it('says at once what broke and what is worse', () => {
  const announcer = new Announcer();
  announcer.add([
    { name: 'a', broken: true },
    { name: 'b', broken: false },
  ]);
  expect(announcer.take(0)).toEqual({ broken: ['a'], worse: ['b'] });
});
it('says it once', () => {
  const announcer = new Announcer();
  announcer.add([{ name: 'a', broken: true }]);
  announcer.take(0);
  expect(announcer.take(ANNOUNCE_EVERY_MS)).toBeNull();
});
it('gathers for ten seconds, and says the latest of each', () => {
  const announcer = new Announcer();
  announcer.add([{ name: 'a', broken: false }]);
  announcer.take(0);
  announcer.add([{ name: 'b', broken: false }]);
  announcer.add([{ name: 'b', broken: true }]);
  expect([announcer.take(ANNOUNCE_EVERY_MS - 1), announcer.take(ANNOUNCE_EVERY_MS)]).toEqual([null, { broken: ['b'], worse: [] }]);
});
it('holds no more than it could say, however long nothing is taken', () => {
  const announcer = new Announcer();
  for (let i = 0; i < 10_000; i += 1) announcer.add([{ name: `line ${i}`, broken: false }]);
  expect(announcer.take(0)?.worse).toHaveLength(50);
});

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
