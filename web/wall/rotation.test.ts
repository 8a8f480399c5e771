import fc from 'fast-check';
import { expect, it } from 'vitest';
import { boardsIn, everyMsIn, Rotation } from './rotation.ts';

it.each([
  ['hall', ['hall']],
  ['hall,yard,hall,', ['hall', 'yard']],
  [',', [',']],
  ['a,b,c,d,e,f,g,h,i', ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']],
])('%j names the boards %j', (path, boards) => {
  expect(boardsIn(path)).toEqual(boards);
});

it.each([
  ['', 30_000],
  ['every=45s', 45_000],
  ['every=2min', 120_000],
  ['every=1s', 10_000],
  ['every=9h', 3_600_000],
  ['every=soon', 30_000],
])('%j lets a board stand for %i ms', (query, everyMs) => {
  expect(everyMsIn(new URLSearchParams(query))).toBe(everyMs);
});

it('boards take turns, and each stands as long as any other', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 1, max: 40 }), (count, turns) => {
      const rotation = new Rotation(count, 10_000, 0);
      const stood = new Array<number>(count).fill(0);
      for (let second = 0; second < turns * 10 * count; second += 1) {
        stood[rotation.shown] = (stood[rotation.shown] ?? 0) + 1;
        rotation.tick((second + 1) * 1_000);
      }
      expect(new Set(stood)).toEqual(new Set([turns * 10]));
    }),
  );
});

it('a board on which a promise breaks comes up at once and stands for a whole turn', () => {
  const rotation = new Rotation(3, 10_000, 0);
  rotation.tick(9_000);
  rotation.broke(2, 9_500);
  const at = [9_500, 19_000, 19_500].map((nowMs) => {
    rotation.tick(nowMs);
    return rotation.shown;
  });
  expect(at).toEqual([2, 2, 0]);
});
