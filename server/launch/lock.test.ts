import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { scratchFolder } from '../../test/scratch-folder.ts';
import { whenStale } from './lock.mjs';

beforeEach(() => void vi.spyOn(process.stderr, 'write').mockReturnValue(true));
afterEach(() => vi.restoreAllMocks());

it('of two starts at once one does the work and the other finds it done', async () => {
  const folder = scratchFolder();
  const work = vi.fn(async () => {});
  const start = () => whenStale(folder, () => work.mock.calls.length === 0, work);
  await Promise.all([start(), start()]);
  expect(work).toHaveBeenCalledOnce();
});
it('never has two at work', async () => {
  const folder = scratchFolder();
  let atWork = 0;
  let mostAtWork = 0;
  const work = async () => {
    atWork += 1;
    mostAtWork = Math.max(mostAtWork, atWork);
    await new Promise(setImmediate);
    atWork -= 1;
  };
  await Promise.all(Array.from({ length: 4 }, () => whenStale(folder, () => true, work)));
  expect(mostAtWork).toBe(1);
});
it('takes over from a start that died', async () => {
  const dead = spawnSync(process.execPath, ['--version']).pid;
  const work = vi.fn(async () => {});
  await whenStale(scratchFolder({ 'lock/holder': String(dead) }), () => true, work);
  expect(work).toHaveBeenCalledOnce();
});
it('gives the lock back when the work fails', async () => {
  const folder = scratchFolder();
  await expect(
    whenStale(
      folder,
      () => true,
      () => Promise.reject(new Error('no network')),
    ),
  ).rejects.toThrow('no network');
  expect(existsSync(join(folder, 'lock'))).toBe(false);
});
it('touches nothing when nothing is stale', async () => {
  const folder = join(scratchFolder(), 'runtime');
  await whenStale(
    folder,
    () => false,
    async () => {},
  );
  expect(existsSync(folder)).toBe(false);
});
