import { join } from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';
import { scratchFolder } from '../../test/scratch-folder.ts';
import { CHROMIUM, ensureTools, pathOf, REDIS, STRACE } from './tools.ts';

afterEach(() => vi.restoreAllMocks());

const PROGRAM = '#!/bin/sh\n';

it('finds a tool on the PATH under any of its names', () => {
  const folder = scratchFolder({ 'google-chrome': PROGRAM });
  expect(pathOf(CHROMIUM, { PATH: folder })).toBe(join(folder, 'google-chrome'));
});
it('takes the binary that the variable names before one on the PATH', () => {
  const folder = scratchFolder({ chromium: PROGRAM, 'my-chromium': PROGRAM });
  expect(pathOf(CHROMIUM, { PATH: folder, CHROMIUM: join(folder, 'my-chromium') })).toBe(join(folder, 'my-chromium'));
});
it('refuses a variable that names nothing', () => {
  expect(() => pathOf(REDIS, { REDIS_SERVER: '/nowhere/redis-server' })).toThrow('REDIS_SERVER is /nowhere/redis-server');
});
it('says what to install where it cannot', async () => {
  const ensured = ensureTools([REDIS], { PATH: scratchFolder() });
  await expect(ensured).rejects.toMatchObject({ code: 'TOOL_MISSING', fix: expect.stringContaining('apt-get install') });
});
it('goes on without one that is optional', async () => {
  expect(await ensureTools([STRACE], { PATH: scratchFolder() })).toEqual({});
});
it.runIf(process.getuid?.() === 0)('installs what is missing on Debian', async () => {
  const folder = scratchFolder({ 'apt-get': '#!/bin/sh\n[ "$1" != install ] || cp "$0" "$(dirname "$0")/kept-test-tool"\n' });
  vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const found = await ensureTools([{ ...REDIS, names: ['kept-test-tool'] }], { PATH: `${folder}:/usr/bin:/bin` });
  expect(found).toEqual({ REDIS_SERVER: join(folder, 'kept-test-tool') });
});
