import fc from 'fast-check';
import { expect, it } from 'vitest';
import { agreedVersion } from './index.ts';

it('takes the newest that both speak', () => expect(agreedVersion({ protocols: [3, 4, 5] }, [2, 3, 4])).toBe(4));
it('a page of before says one version', () => expect(agreedVersion({ protocol: 3 }, [3, 4])).toBe(3));
it('takes none where there is none', () => expect(agreedVersion({ protocols: [1, 2] }, [3])).toBeNull());
it('whatever is offered, it takes what it speaks or nothing', () => {
  fc.assert(
    fc.property(fc.anything(), fc.anything(), (auth, protocols) => {
      for (const offer of [auth, { protocols }, { protocol: protocols }]) expect([3, 4, null]).toContain(agreedVersion(offer, [3, 4]));
    }),
    { seed: 46 },
  );
});
