import fc from 'fast-check';
import { expect, it } from 'vitest';
import { thinnedPlaces } from './thinned.ts';

it('few points are all drawn; of many about as many as were asked for, in their order, with both ends, the lowest and the highest', () => {
  fc.assert(
    fc.property(fc.array(fc.integer(), { minLength: 1, maxLength: 400 }), fc.integer({ min: 4, max: 100 }), (values, most) => {
      const places = thinnedPlaces(values, most);
      expect(places).toEqual([...new Set(places)].sort((a, b) => a - b));
      if (values.length <= most) {
        expect(places.length).toBe(values.length);
        return;
      }
      expect(places.length).toBeLessThanOrEqual(most);
      expect([places[0], places.at(-1)]).toEqual([0, values.length - 1]);
      const drawn = places.map((place) => values[place] as number);
      expect([Math.min(...drawn), Math.max(...drawn)]).toEqual([Math.min(...values), Math.max(...values)]);
    }),
    { seed: 8 },
  );
});
