/**
 * Takes pictures of all screens in every state, size, theme and language, and says what is cut off or overlaps in them:
 *   npm run shots [-- FOLDER [PATTERN]]
 * They stand in FOLDER, `shots` unless named, a folder for each kind. PATTERN, a regular expression, picks some by their names.
 * When all were taken, those of the README are put into docs.
 */
import { spawn } from 'node:child_process';
import { copyFileSync, globSync, mkdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { createInterface } from 'node:readline';
import { CHROMIUM, ensureTools } from '../../server/launch/tools.ts';

const ROOT = join(import.meta.dirname, '..', '..');
/** Pictures of the README, out of those of the demo on a Thursday evening. */
const README: { readonly [picture: string]: string } = {
  'wall.png': 'demo/control-room-18-dark-en.png',
  'desk.png': 'demo/desk-18-light-en.png',
};

type Fault = { readonly picture: string; readonly text: string };

/** Runs one program that takes pictures. It names each on a line, and under it, indented, what is wrong with it. */
async function faultsOf(program: string, args: readonly string[]): Promise<readonly Fault[]> {
  const child = spawn(process.execPath, [program, ...args], { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const faults: Fault[] = [];
  let picture = '';
  for await (const line of createInterface({ input: child.stdout })) {
    process.stdout.write(`${line}\n`);
    if (line.startsWith('  ')) faults.push({ picture, text: line.trim() });
    else picture = line;
  }
  const code = await ended;
  return code === 0 ? faults : [...faults, { picture: basename(program), text: `it ended with ${code}` }];
}

async function main([folder = join(ROOT, 'shots'), ...pattern]: readonly string[]): Promise<number> {
  Object.assign(process.env, await ensureTools([CHROMIUM], process.env));
  const faults: Fault[] = [];
  for (const program of globSync('test/e2e/*-pictures.ts', { cwd: ROOT }).sort()) {
    const into = join(folder, basename(program, '-pictures.ts'));
    mkdirSync(into, { recursive: true });
    faults.push(...(await faultsOf(program, [into, ...pattern])));
  }
  if (pattern.length === 0) for (const [name, from] of Object.entries(README)) copyFileSync(join(folder, from), join(ROOT, 'docs', name));
  for (const { picture, text } of faults) process.stderr.write(`${picture}: ${text}\n`);
  process.stderr.write(faults.length === 0 ? 'Nothing is cut off and nothing overlaps.\n' : `${faults.length} faults.\n`);
  return faults.length === 0 ? 0 : 1;
}

// The first argument is the command itself, `shots`.
process.exitCode = await main(process.argv.slice(3));
