import fc from 'fast-check';
import { expect, it } from 'vitest';
import { trailingRate } from './index.ts';

const DAY_MS = 86_400_000;

it('[FOR-31] the base rate is the share broken of what ended in the 28 days before, and of nothing later', () =>
  fc.assert(
    fc.property(
      fc.array(fc.record({ endAtMs: fc.integer({ min: 0, max: 60 }).map((day) => day * DAY_MS), isBroken: fc.boolean() }), {
        maxLength: 60,
      }),
      fc.integer({ min: 0, max: 90 }),
      (ended, day) => {
        const before = ended.filter(({ endAtMs }) => endAtMs < day * DAY_MS);
        const recent = before.filter(({ endAtMs }) => endAtMs >= (day - 28) * DAY_MS);
        const used = recent.length > 0 ? recent : before;
        const share = used.length === 0 ? 0.5 : used.filter(({ isBroken }) => isBroken).length / used.length;
        expect(trailingRate(ended)(day * DAY_MS)).toBeCloseTo(share, 12);
      },
    ),
  ));
