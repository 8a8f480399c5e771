import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { scratchFolder } from '../../test/scratch-folder.ts';
import { npmFor, runNpm, withFirstOnPath } from './npm.mjs';

const OPTIONS = { node: process.execPath, what: 'Node 26', retryWaitsMs: [0, 0] };

beforeEach(() => void vi.spyOn(process.stderr, 'write').mockReturnValue(true));
afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

it('tries three times and then says what to do about the network', async () => {
  const folder = scratchFolder({ 'npm-cli.js': script('console.error("npm error code ECONNREFUSED"); process.exit(1);') });
  vi.stubEnv('npm_execpath', join(folder, 'npm-cli.js'));
  const run = runNpm(['install'], { ...OPTIONS, cwd: folder });
  await expect(run).rejects.toMatchObject({ code: 'INSTALL_FAILED', fix: expect.stringContaining('Connect to the network') });
  expect(triesIn(folder)).toBe(3);
});
it('goes on when a later try succeeds', async () => {
  const folder = scratchFolder({ 'npm-cli.js': script('process.exit(tries < 2 ? 1 : 0);') });
  vi.stubEnv('npm_execpath', join(folder, 'npm-cli.js'));
  await runNpm(['ci'], { ...OPTIONS, cwd: folder });
  expect(triesIn(folder)).toBe(2);
});
it('runs no install script', async () => {
  const folder = scratchFolder({ 'npm-cli.js': 'process.exit(process.argv.includes("--ignore-scripts") ? 0 : 1);' });
  vi.stubEnv('npm_execpath', join(folder, 'npm-cli.js'));
  await expect(runNpm(['ci'], { ...OPTIONS, cwd: folder })).resolves.toBeUndefined();
});
it('has the npm that started this run by the wanted Node', () => {
  expect(npmFor('/node-26/bin/node', { npm_execpath: '/npm/npm-cli.js' })).toEqual({
    command: '/node-26/bin/node',
    args: ['/npm/npm-cli.js'],
  });
});
it('does not take another package manager for npm', () => {
  expect(npmFor('/node', { npm_execpath: '/pnpm/pnpm.cjs' }).args).not.toContain('/pnpm/pnpm.cjs');
});
it('puts a folder first on the PATH however it is spelt', () => {
  expect(withFirstOnPath({ Path: '/usr/bin' }, '/node/bin')).toEqual({ Path: '/node/bin:/usr/bin' });
});

/** An npm that counts its runs in the file `tries`. */
function script(body: string): string {
  return `import { appendFileSync, readFileSync } from 'node:fs';
appendFileSync('tries', 'x');
const tries = readFileSync('tries', 'utf8').length;
${body}`;
}

function triesIn(folder: string): number {
  return readFileSync(join(folder, 'tries'), 'utf8').length;
}
