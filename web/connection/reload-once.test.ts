import { expect, it } from 'vitest';
import { type Memory, reloadOnce } from './reload-once.ts';

const NOW_MS = 1_781_768_528_000;
const HOUR_MS = 3_600_000;

function memory(): Memory {
  const held = new Map<string, string>();
  return { getItem: (key) => held.get(key) ?? null, setItem: (key, value) => void held.set(key, value) };
}
/** At which of the instants a page that comes back the same reloads. */
function reloadsAt(...instants: readonly number[]): readonly number[] {
  const kept = memory();
  return instants.filter((atMs) => reloadOnce(kept, atMs, () => undefined));
}

it('reloads once and then gives up', () => expect(reloadsAt(NOW_MS, NOW_MS + 1, NOW_MS + 60_000)).toEqual([NOW_MS]));
it('a wall that nobody touches looks again an hour later', () => {
  expect(reloadsAt(NOW_MS, NOW_MS + HOUR_MS - 1, NOW_MS + HOUR_MS)).toEqual([NOW_MS, NOW_MS + HOUR_MS]);
});
it('a date that was put back does not stop it for ever', () => {
  expect(reloadsAt(NOW_MS, NOW_MS - 10 * HOUR_MS)).toEqual([NOW_MS, NOW_MS - 10 * HOUR_MS]);
});
it('what is in its place and is no time counts as nothing', () => {
  expect(reloadOnce({ getItem: () => 'yes', setItem: () => undefined }, NOW_MS, () => undefined)).toBe(true);
});
