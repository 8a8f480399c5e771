import { expect, it } from 'vitest';
import { LatestOnly } from './latest-only.ts';

it('of changes that wait only the latest is made, and one never overtakes another', async () => {
  const made: string[] = [];
  const gates: (() => void)[] = [];
  const changes = new LatestOnly<string>(
    async (wanted) => {
      await new Promise<void>((resolve) => gates.push(resolve));
      made.push(wanted);
    },
    () => {},
  );
  for (const text of ['first', 'second', 'third']) changes.ask(text);
  await expect.poll(() => gates.length).toBe(1);
  gates[0]?.();
  await expect.poll(() => made.length).toBe(1);
  expect([made, gates.length]).toEqual([['third'], 1]);
});
it('a change that fails is told and does not keep the next one', async () => {
  const faults: unknown[] = [];
  const made: string[] = [];
  const changes = new LatestOnly<string>(
    async (wanted) => {
      if (wanted === 'bad') throw new Error('disk full');
      made.push(wanted);
    },
    (error) => faults.push(error),
  );
  changes.ask('bad');
  await expect.poll(() => faults.length).toBe(1);
  changes.ask('good');
  await expect.poll(() => made).toEqual(['good']);
});
