import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Told } from './learning/learner.ts';
import { NOTHING_YET, type Watched } from './observation.ts';
import { ToldReader, toldColumns } from './told-columns.ts';

const told = fc.record({
  atMs: fc.integer({ min: 0, max: 4e12 }),
  chance: fc.double({ min: 0, max: 1, noNaN: true }),
  base: fc.double({ min: -20, max: 20, noNaN: true }),
  cells: fc.int32Array({ maxLength: 5 }),
  inputs: fc.float32Array({ maxLength: 5, noNaN: true }),
}) satisfies fc.Arbitrary<Told>;
const lists: fc.Arbitrary<readonly Watched['told'][]> = fc.array(
  fc.option(
    fc.array(fc.option(told), { maxLength: 5 }).map((list) => (list.length === 0 ? NOTHING_YET : list)),
    { nil: null },
  ),
  { maxLength: 20 },
);

it('what was foretold is the same when it is read from columns, in any order', () => {
  fc.assert(
    fc.property(lists, (all) => {
      const reader = new ToldReader(structuredClone(toldColumns(all)));
      for (const [at, list] of [...all.entries()].toReversed()) expect(reader.at(at)).toEqual(list);
    }),
  );
});

it('one that is followed and has no forecast yet has the list that all of them share', () => {
  expect(new ToldReader(toldColumns([NOTHING_YET])).at(0)).toBe(NOTHING_YET);
});
