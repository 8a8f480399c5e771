import { expect, it } from 'vitest';
import { forgetReload, type Memory, reloadOnce } from './reload-once.ts';

function memory(): Memory {
  const held = new Map<string, string>();
  return {
    getItem: (key) => held.get(key) ?? null,
    setItem: (key, value) => void held.set(key, value),
    removeItem: (key) => void held.delete(key),
  };
}

it('reloads once and then gives up', () => {
  const kept = memory();
  let reloads = 0;
  const tries = [1, 2, 3].map(() => reloadOnce(kept, () => (reloads += 1)));
  expect([tries, reloads]).toEqual([[true, false, false], 1]);
});

it('may reload again after a server was understood', () => {
  const kept = memory();
  reloadOnce(kept, () => undefined);
  forgetReload(kept);
  expect(reloadOnce(kept, () => undefined)).toBe(true);
});
