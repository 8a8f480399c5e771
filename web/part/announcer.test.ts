import { expect, it } from 'vitest';
import { ANNOUNCE_EVERY_MS, Announcer } from './announcer.ts';

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
