import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { GUARDS } from './guards-in-source.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const COPIED = ['server', 'shared', 'test', 'examples', 'package.json', 'tsconfig.json', 'vitest.config.ts', 'docs'];

let copy = '';
beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'kept-guards-'));
  for (const path of COPIED) cpSync(join(ROOT, path), join(copy, path), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
});
afterAll(() => rmSync(copy, { recursive: true, force: true }));

it.each(GUARDS)('[ACC-4, EDGE-2] without $what a test fails', async ({ file, guard, without, test, name }) => {
  const path = join(copy, file);
  const source = readFileSync(path, 'utf8');
  writeFileSync(
    path,
    source.replace(guard, () => without),
  );
  const { code, said } = await tested([test], name);
  writeFileSync(path, source);
  expect(code, said).not.toBe(0);
  // It fails by what it found, and not because the file does not load any more.
  expect(said).toMatch(/Tests .*\d+ failed/);
});

async function tested(files: readonly string[], name: string | undefined): Promise<{ readonly code: number; readonly said: string }> {
  const filter = name === undefined ? [] : ['-t', name];
  const args = [
    join('node_modules', 'vitest', 'vitest.mjs'),
    'run',
    '--project=unit',
    '--project=hostile',
    '--bail=1',
    ...files,
    ...filter,
  ];
  const child = spawn(process.execPath, args, { cwd: copy, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, NO_COLOR: '1' } });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (piece: string) => (said += piece));
  const [code] = (await once(child, 'close')) as [number];
  return { code, said };
}
