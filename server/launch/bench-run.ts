import { globSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { run } from './child.mjs';
import { withFirstOnPath } from './npm.mjs';

const ROOT = join(import.meta.dirname, '..', '..');
const FOLLOW = `--import=${new URL('./follow.mjs', import.meta.url).href}`;
const BENCH_MS_MAX = 60 * 60_000;

/** Runs the benchmarks one after another: each file is a program. `filters` are parts of their paths; without any, all run. */
async function main(filters: readonly string[]): Promise<number> {
  const all = globSync('{bench,shared,server}/**/*.bench.ts', { cwd: ROOT }).sort();
  const chosen = all.filter((file) => filters.length === 0 || filters.some((filter) => file.includes(filter)));
  if (chosen.length === 0) process.stdout.write(`No benchmark matches; there are: ${all.join(', ')}\n`);
  const env = withFirstOnPath(process.env, dirname(process.execPath));
  for (const file of chosen) {
    process.stdout.write(`${file}\n`);
    const ended = await run(process.execPath, [FOLLOW, join(ROOT, file)], { cwd: ROOT, env, show: true, boundMs: BENCH_MS_MAX });
    if (ended.code !== 0) return ended.code;
  }
  return chosen.length === 0 ? 1 : 0;
}

// The first argument is the command itself, `bench`.
process.exitCode = await main(process.argv.slice(3));
