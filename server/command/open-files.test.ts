import { expect, it } from 'vitest';
import { openFilesMax, openFilesWarning } from './open-files.ts';

it('says how many screens there is room for where that is fewer than a server takes', () => {
  expect(openFilesWarning(1_024)).toMatch(/at most about 768 screens.*ulimit -n/);
});
it('says nothing where there is room, or where the system does not say', () => {
  expect([openFilesWarning(65_536), openFilesWarning(null)]).toEqual([null, null]);
});
it('reads the limit of this process', () => {
  const max = openFilesMax();
  expect(max === null || max > 0).toBe(true);
});
