import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { scratchFolder } from '../../test/scratch-folder.ts';
import { ensureWeb } from './web-build.mjs';

/** A Vite that empties the folder, as the real one does, and counts its builds beside it. */
const VITE = `
import { appendFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
rmSync('web/dist', { recursive: true, force: true });
mkdirSync('web/dist');
writeFileSync('web/dist/index.html', '');
appendFileSync('builds', 'x');
`;
const PROJECT = {
  'package.json': '{ "type": "module" }',
  'web/index.html': '<p>',
  'web/wall.test.ts': '',
  'shared/event.ts': '',
  'node_modules/vite/bin/vite.js': VITE,
};

beforeEach(() => void vi.spyOn(process.stderr, 'write').mockReturnValue(true));
afterEach(() => vi.restoreAllMocks());

it('builds the pages once', async () => {
  const root = scratchFolder(PROJECT);
  await build(root, 2);
  expect(buildsOf(root)).toBe(1);
});
it.each(['web/index.html', 'shared/event.ts'])('builds them again after a change of %s', async (file) => {
  const root = scratchFolder(PROJECT);
  await build(root, 1);
  writeFileSync(join(root, file), 'changed');
  await build(root, 2);
  expect(buildsOf(root)).toBe(2);
});
it('does not build them again after a change of a test', async () => {
  const root = scratchFolder(PROJECT);
  await build(root, 1);
  writeFileSync(join(root, 'web/wall.test.ts'), 'changed');
  await build(root, 1);
  expect(buildsOf(root)).toBe(1);
});
it('says what the build said when it fails', async () => {
  const root = scratchFolder({ ...PROJECT, 'node_modules/vite/bin/vite.js': 'console.error("wall.svelte:3 no"); process.exit(1);' });
  await expect(build(root, 1)).rejects.toMatchObject({ code: 'WEB_BUILD_FAILED', message: expect.stringContaining('wall.svelte:3 no') });
});

async function build(root: string, times: number): Promise<void> {
  for (let time = 0; time < times; time += 1) await ensureWeb(root, process.execPath);
}

function buildsOf(root: string): number {
  return readFileSync(join(root, 'builds'), 'utf8').length;
}
