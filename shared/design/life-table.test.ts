import fc from 'fast-check';
import { expect, it } from 'vitest';
import { LifeTable } from './life-table.ts';

type Verdict = 'kept' | 'broken' | 'open';

/** A table of obligations in one week, each with its verdicts at rising limits. */
function tableOf(...obligations: readonly (readonly Verdict[])[]): LifeTable {
  const steps = obligations[0]?.length ?? 0;
  const table = new LifeTable(steps, new Int32Array(obligations.length), 1);
  for (let step = 0; step < steps; step += 1)
    for (const [index, verdicts] of obligations.entries()) table.take(step, index, verdicts[step] as Verdict);
  return table;
}

it('[DES-5] what is not met counts as broken for limits it has passed, and is unknown for longer ones', () => {
  const table = tableOf(['kept', 'kept', 'kept'], ['broken', 'open', 'open'], ['broken', 'broken', 'kept'], ['broken', 'broken', 'broken']);
  // One of four keeps the first; of the two of which it is known, none keeps the second; one of the two keeps the third.
  expect(table.chances([0])).toEqual([0.25, 0.25, 0.625]);
});
it('[DES-5] where all is known it is the share that is kept', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 1, maxLength: 40 }), (needs) => {
      const verdicts = needs.map((need) => [1, 2, 3, 4].map((limit): Verdict => (need <= limit ? 'kept' : 'broken')));
      const shares = [1, 2, 3, 4].map((limit) => needs.filter((need) => need <= limit).length / needs.length);
      for (const [step, chance] of tableOf(...verdicts)
        .chances([0])
        .entries())
        expect(chance).toBeCloseTo(shares[step] as number, 12);
    }),
    { seed: 7, numRuns: 100 },
  );
});
it('nothing is said of what nothing is known of', () => {
  expect(tableOf(['open', 'open']).chances([0])).toEqual([null, null]);
});
