import { spawnSync } from 'node:child_process';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { scratchFolder } from '../../test/scratch-folder.ts';

const NO_PACKAGES = '{ "packages": {} }';
/** A project whose packages are installed, whose pages are not built, and whose program answers with its arguments. */
const PROJECT = {
  'package.json': '{ "type": "module" }',
  'package-lock.json': NO_PACKAGES,
  'node_modules/.package-lock.json': NO_PACKAGES,
  'node_modules/vite/bin/vite.js': 'import { mkdirSync } from "node:fs"; mkdirSync("web/dist", { recursive: true }); console.log("built");',
  'web/index.html': '<p>',
  'server/main.ts': 'console.log(process.argv.slice(2).join(" ")); process.exitCode = 2;',
};

it('gives the answer of the command alone on stdout, and ends with its code', () => {
  const ended = launch(project(), ['demo', '--port', '0']);
  expect(ended).toMatchObject({ stdout: 'demo --port 0\n', status: 2 });
});
it('builds the pages for a command that serves them, and says so on stderr', () => {
  expect(launch(project(), ['serve']).stderr).toMatch(/^Building the wall…\nBuilding the wall: \d+\.\d s\n$/);
});
it('says nothing when all is ready', () => {
  const root = project();
  launch(root, ['serve']);
  expect(launch(root, ['serve']).stderr).toBe('');
});
it('builds no pages for a command without any', () => {
  expect(launch(project(), ['check', 'book.yaml']).stderr).toBe('');
});

function project(): string {
  const root = scratchFolder(PROJECT);
  cpSync(import.meta.dirname, join(root, 'server', 'launch'), { recursive: true });
  return root;
}

function launch(root: string, args: readonly string[]) {
  return spawnSync(process.execPath, [join(root, 'server', 'launch', 'launch.mjs'), ...args], { encoding: 'utf8' });
}
