import fc from 'fast-check';
import { expect, it } from 'vitest';
import { LifeTable } from './life-table.ts';

type Verdict = 'kept' | 'broken' | 'open';

const NOW_MS = 1_000_000;

/** A table of obligations in one week, each with its verdicts at rising limits. */
function tableOf(...obligations: readonly (readonly Verdict[])[]): LifeTable {
  const steps = obligations[0]?.length ?? 0;
  const table = new LifeTable(steps, new Int32Array(obligations.length), 1);
  for (let step = 0; step < steps; step += 1)
    for (const [index, verdicts] of obligations.entries()) {
      const state = verdicts[step] as Verdict;
      table.take(step, index, { state, dueAtMs: state === 'open' ? NOW_MS + 1 : NOW_MS }, NOW_MS);
    }
  return table;
}

it('[DES-5] what is not met counts as broken for limits it has passed, and is unknown for longer ones', () => {
  const table = tableOf(['kept', 'kept', 'kept'], ['broken', 'open', 'open'], ['broken', 'broken', 'kept'], ['broken', 'broken', 'broken']);
  // One of four keeps the first; of two and the half that leaves, none keeps the second; of the two that are left, one keeps the third.
  expect(table.chances([0])).toEqual([0.25, 0.25, 0.625]);
});
it('[DES-5] one that leaves between two limits counts half there', () => {
  const times = (count: number, ...verdicts: readonly Verdict[]) => Array.from({ length: count }, () => verdicts);
  const table = tableOf(...times(6, 'kept', 'kept'), ...times(4, 'broken', 'open'), ['broken', 'kept'], ['broken', 'broken']);
  expect(table.chances([0])).toEqual([1 / 2, 1 - (1 / 2) * (3 / 4)]);
});
it('[DES-5] nothing is said of a limit that no obligation can have reached yet', () => {
  const table = new LifeTable(2, new Int32Array(1), 1);
  table.take(0, 0, { state: 'broken', dueAtMs: NOW_MS }, NOW_MS);
  table.take(1, 0, { state: 'kept', dueAtMs: NOW_MS + 1 }, NOW_MS);
  expect(table.chances([0])).toEqual([0, null]);
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
