import fc from 'fast-check';
import { expect, it } from 'vitest';
import { KeptError } from '../error/index.ts';
import { parseReviewAct } from './index.ts';

it.each([
  { by: 'Lead A', do: 'pin', atMs: 5, text: 'a storm' },
  { by: 'Lead A', do: 'resolve', text: 'a van', owner: 'Depot', dueDay: '2026-06-18' },
  { by: 'Lead A', do: 'finish', decision: 'resolve/1/a' },
  { by: 'Lead A', do: 'finish', decision: 'resolve/1/a', text: 'done' },
])('an act is taken as it is, without what does not belong to it: %j', (act) => {
  expect(parseReviewAct({ ...act, id: 'x', place: 7 })).toEqual(act);
});
it('whatever else comes is refused and never anything worse', () => {
  fc.assert(
    fc.property(fc.anything(), fc.constantFrom('pin', 'resolve', 'finish'), (value, act) => {
      for (const raw of [value, { by: value, do: act }, { by: 'x', do: act, text: value, decision: value }, { by: 'x', do: value }]) {
        try {
          parseReviewAct(raw);
        } catch (error) {
          expect(error).toBeInstanceOf(KeptError);
        }
      }
    }),
    { seed: 8 },
  );
});
