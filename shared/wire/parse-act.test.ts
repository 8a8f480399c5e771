import fc from 'fast-check';
import { expect, it } from 'vitest';
import { KeptError } from '../error/index.ts';
import { parseAct } from './index.ts';

it.each([
  { id: 'a b 1', by: 'Lead A', do: 'acknowledge' },
  { id: 'a b 1', by: 'Lead A', do: 'assign', to: 'Field 3' },
  { id: 'a b 1', by: 'Lead A', do: 'note', text: 'seen' },
  { id: 'a b 1', by: 'Lead A', do: 'exclude', reason: 'storm' },
  { id: 'a b 1', by: 'Lead A', do: 'include', reason: 'no storm' },
  { id: 'a b 1', by: 'Lead A', do: 'settle' },
  { id: 'a b 1', by: 'Lead A', do: 'settle', reason: 'wire 7' },
  { id: 'a b 1', by: 'Lead A', do: 'waive', reason: 'agreed' },
  { id: 'complaint/1', by: 'Lead A', do: 'verify' },
  { id: 'complaint/1', by: 'Lead A', do: 'reject', reason: 'no' },
])('an act is taken as it is, without what does not belong to it: %j', (act) => {
  expect(parseAct({ ...act, atMs: 0, type: 'put-book' })).toEqual(act);
});
it('settling and waiving may name one remedy, by its place from 1', () => {
  const act = { id: 'a b 1', by: 'x', do: 'waive', reason: 'r' };
  expect(parseAct({ ...act, remedy: 2 })).toEqual({ ...act, remedy: 2 });
  for (const remedy of [0, 1.5, '1', null]) expect(() => parseAct({ ...act, remedy })).toThrow(/`remedy` must be the place/);
});
it('whatever else comes is refused and never anything worse', () => {
  fc.assert(
    fc.property(
      fc.anything(),
      fc.constantFrom('acknowledge', 'assign', 'note', 'exclude', 'include', 'settle', 'waive', 'verify', 'reject'),
      (value, act) => {
        for (const raw of [value, { id: value, by: 'x', do: act }, { id: 'x', by: value, do: act }, { id: 'x', by: 'x', do: value }]) {
          try {
            parseAct(raw);
          } catch (error) {
            expect(error).toBeInstanceOf(KeptError);
          }
        }
      },
    ),
    { seed: 31 },
  );
});
