import { array, assert, integer, property, record } from 'fast-check';
import { expect, it } from 'vitest';
import { merged } from './merged.ts';

const list = array(record({ key: integer({ min: 0, max: 9 }), name: integer() }));
type Named = { readonly key: number; readonly name: number };
const byKey = (a: Named, b: Named): number => a.key - b.key;

it('two ordered lists become what sorting them one behind the other gives', () => {
  assert(
    property(list, list, (one, other) => {
      const [known, news] = [one.toSorted(byKey), other.toSorted(byKey)];
      expect(merged(known, news, byKey)).toEqual([...known, ...news].sort(byKey));
    }),
  );
});
