import fc from 'fast-check';
import { expect, it } from 'vitest';
import { RateLimit } from './rate-limit.ts';

it('[PUB-5] whatever is asked, no more come through than at once and one for each span', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 300 }), { maxLength: 200 }), (steps) => {
      const limit = new RateLimit({ atOnce: 3, everyMs: 100 });
      let [atMs, taken] = [0, 0];
      for (const step of steps) {
        atMs += step;
        const waitMs = limit.waitMs('a', atMs);
        if (waitMs > 0) {
          expect(limit.waitMs('a', atMs + waitMs - 1)).toBeGreaterThan(0);
          expect(limit.waitMs('a', atMs + waitMs)).toBe(0);
          continue;
        }
        limit.take('a', atMs);
        taken += 1;
      }
      expect(taken).toBeLessThanOrEqual(3 + Math.floor(atMs / 100));
    }),
  );
});
it('[PUB-5] it remembers a bounded number of names', () => {
  const limit = new RateLimit({ atOnce: 1, everyMs: 1_000 });
  for (let name = 0; name <= 10_000; name += 1) limit.take(String(name), 0);
  expect([limit.waitMs('0', 0), limit.waitMs('1', 0)]).toEqual([0, 1_000]);
});
