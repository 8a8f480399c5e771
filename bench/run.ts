import { globSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { dirname, join } from 'node:path';
import { run } from '../server/launch/child.mjs';
import { withFirstOnPath } from '../server/launch/npm.mjs';
import { CHROMIUM, ensureTools } from '../server/launch/tools.ts';
import { type Row, table } from './harness/index.ts';

const ROOT = join(import.meta.dirname, '..');
const FOLLOW = `--import=${new URL('../server/launch/follow.mjs', import.meta.url).href}`;
const BENCH_MS_MAX = 60 * 60_000;
const FOLDERS: { readonly [command: string]: string } = { 'bench:web': 'bench/web' };

/**
 * Runs the benchmarks one after another, each in a process of its own: `bench [--quick] [--json] [FILTER…]`. Filters are parts of their
 * paths; without any, all run. `bench:web` runs those of `bench/web`, in a browser. With `--json` it prints one document, `{machine, rows}`.
 */
async function main(command: string, args: readonly string[]): Promise<number> {
  const folder = FOLDERS[command] ?? 'bench';
  if (command === 'bench:web') Object.assign(process.env, await ensureTools([CHROMIUM], process.env));
  const filters = args.filter((arg) => !arg.startsWith('--'));
  const all = globSync(`${folder}/*.bench.ts`, { cwd: ROOT }).sort();
  const chosen = all.filter((file) => filters.length === 0 || filters.some((filter) => file.includes(filter)));
  if (chosen.length === 0) process.stderr.write(`No benchmark matches; there are: ${all.join(', ')}\n`);
  const rows: Row[] = [];
  for (const file of chosen) {
    process.stderr.write(`${file}\n`);
    rows.push(...(await rowsOf(file, args.includes('--quick'))));
  }
  process.stdout.write(args.includes('--json') ? `${JSON.stringify({ machine: machine(), rows }, null, 2)}\n` : table(rows));
  return chosen.length === 0 ? 1 : 0;
}

async function rowsOf(file: string, isQuick: boolean): Promise<readonly Row[]> {
  const env = withFirstOnPath(process.env, dirname(process.execPath));
  const args = [FOLLOW, '--expose-gc', join(ROOT, file), '--json', ...(isQuick ? ['--quick'] : [])];
  const ended = await run(process.execPath, args, { cwd: ROOT, env, show: false, boundMs: BENCH_MS_MAX });
  const last = ended.output
    .trim()
    .split('\n')
    .findLast((line) => line.startsWith('['));
  if (ended.code === 0 && last !== undefined) return JSON.parse(last) as readonly Row[];
  throw new Error(`${file} ended with ${ended.code}:\n${ended.output}`);
}

function machine(): string {
  const [first, ...others] = cpus();
  const gibibytes = Math.round(totalmem() / 2 ** 30);
  return `${others.length + 1} × ${first?.model ?? 'unknown'}, ${gibibytes} GiB, ${process.platform}, Node ${process.version}`;
}

// The first argument is the command itself, `bench`.
process.exitCode = await main(process.argv[2] ?? '', process.argv.slice(3));
