import fc from 'fast-check';
import { expect, it } from 'vitest';
import { unwritten } from './defaults.ts';
import { overlaid } from './overlay.ts';
import { plainOf } from './placed.ts';

const over = (...layers: readonly unknown[]): unknown => plainOf(layers.map(unwritten).reduce(overlaid));

it('[BOOK-1] maps merge by key, lists and scalars replace, null removes', () => {
  const base = { a: { x: 1, y: [1, 2] }, b: 'old', c: { z: 1 } };
  expect(over(base, { a: { y: [3] }, b: { new: true }, c: null, d: null })).toEqual({ a: { x: 1, y: [3] }, b: { new: true } });
});

const NAMES = ['a', 'b', 'c', '__proto__'];
const name = fc.constantFrom(...NAMES);
/** A map two deep whose keys hold the same sort of value in every layer, as the keys of a book do. */
const layer = fc.record(
  {
    text: fc.string(),
    list: fc.array(fc.nat()),
    map: fc.dictionary(name, fc.nat()),
    deep: fc.dictionary(name, fc.dictionary(name, fc.string())),
  },
  { requiredKeys: [] },
);

it('where nothing is removed and keys keep their sort, it makes no difference which two layers are put together first', () => {
  fc.assert(
    fc.property(layer, layer, layer, (a, b, c) => {
      expect(over(over(a, b), c)).toEqual(over(a, over(b, c)));
    }),
  );
});
it('a layer over itself changes nothing, and one that is empty changes nothing', () => {
  fc.assert(
    fc.property(layer, layer, (a, b) => {
      expect([over(a, b, b), over(a, {}), over({}, a)]).toEqual([over(a, b), a, a]);
    }),
  );
});
it('what a layer says is so, and what it removes is gone', () => {
  fc.assert(
    fc.property(layer, layer, fc.constantFrom('text', 'list', 'map', 'deep'), (a, b, key) => {
      const found = over(a, b) as typeof layer extends fc.Arbitrary<infer T> ? T : never;
      if (b.text !== undefined) expect(found.text).toBe(b.text);
      if (b.list !== undefined) expect(found.list).toEqual(b.list);
      expect(over(a, b, { [key]: null })).not.toHaveProperty(key);
    }),
  );
});
