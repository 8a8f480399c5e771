import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { exitCodeOf, run } from './child.mjs';
import { type Counts, countsOf, lineOf, ONE_FAILED, ONE_PASSED, readReport, sum } from './counts.ts';
import { LaunchError } from './launch-error.mjs';
import { withFirstOnPath } from './npm.mjs';
import { endsOf, runQuietly } from './step.mjs';
import { CHROMIUM, ensureTools, REDIS, STRACE, type Tool } from './tools.ts';
import { ensureWeb } from './web-build.mjs';

const ROOT = join(import.meta.dirname, '..', '..');
const FOLLOW = `--import=${new URL('./follow.mjs', import.meta.url).href}`;
const MINUTE_MS = 60_000;
/** All steps of a test run together. */
const TEST_MS_MAX = 15 * MINUTE_MS;
const LONG_MS_MAX = 4 * 60 * MINUTE_MS;

/** `work` gets the time that is left and says what the step counts for; a LaunchError counts as one failure. */
type Step = { readonly name: string; readonly work: (boundMs: number) => Promise<Counts> };
/** Steps that run beside each other. */
type Stage = readonly Step[];

const WEB_BUILD: Step = {
  name: 'web build',
  work: async () => {
    await ensureWeb(ROOT, process.execPath);
    return ONE_PASSED;
  },
};
/** Each of the slow two works on one core. */
const CHECKS: Stage = [
  check('type check', ['typescript', 'bin', 'tsc'], ['-p', '.']),
  check('svelte check', ['svelte-check', 'bin', 'svelte-check'], ['--tsconfig', 'tsconfig.json', '--fail-on-warnings']),
  check('format and lint', ['@biomejs', 'biome', 'bin', 'biome'], ['check', '--error-on-warnings']),
];

try {
  process.exitCode = await main(process.argv[2] ?? 'test', process.argv.slice(3));
} catch (error) {
  if (!(error instanceof LaunchError)) throw error;
  say(error);
  process.exitCode = error.exitCode;
}

/** Runs `test`, `test:hostile` or `long`; the arguments go to Vitest. @returns the exit code. */
async function main(command: string, args: readonly string[]): Promise<number> {
  const isLong = command === 'long';
  const stages = isLong ? longStages(args) : command === 'test:hostile' ? hostileStages(args) : testStages(args);
  const counts = await runStages(stages, isLong ? LONG_MS_MAX : TEST_MS_MAX);
  process.stdout.write(`${lineOf(counts)}\n`);
  return counts.failed === 0 ? 0 : 1;
}

/** Everything, or with a filter the tests that match and what these are known to need. */
function testStages(args: readonly string[]): readonly Stage[] {
  const isWhole = args.length === 0;
  const needs = (part: string): boolean => isWhole || args.some((arg) => arg.includes(part));
  const tools = [...(needs('e2e') ? [CHROMIUM] : []), ...(needs('redis') ? [REDIS] : []), ...(needs('crash') ? [STRACE] : [])];
  return [
    tools.length > 0 ? [toolsFor(tools)] : [],
    needs('e2e') ? [WEB_BUILD] : [],
    isWhole ? CHECKS : [],
    [{ name: 'tests', work: (boundMs) => countedVitest(['--project=!long', ...args], boundMs) }],
  ];
}

function toolsFor(tools: readonly Tool[]): Step {
  return {
    name: 'tools',
    work: async () => {
      // The tests inherit where they are.
      Object.assign(process.env, await ensureTools(tools, process.env));
      return ONE_PASSED;
    },
  };
}

/** What nobody should send, alone; `test` has it among the others. */
function hostileStages(args: readonly string[]): readonly Stage[] {
  return [[{ name: 'hostile input', work: (boundMs) => countedVitest(['--project=hostile', ...args], boundMs) }]];
}

function longStages(args: readonly string[]): readonly Stage[] {
  const tests: Step = { name: 'long tests', work: (boundMs) => countedVitest(['--project=long', '--passWithNoTests', ...args], boundMs) };
  return [[toolsFor([CHROMIUM, REDIS, STRACE])], [WEB_BUILD], [tests]];
}

/** A program of a package, whose output matters only when it finds something. */
function check(name: string, bin: readonly string[], args: readonly string[]): Step {
  return {
    name,
    work: async (boundMs) => {
      const script = join(ROOT, 'node_modules', ...bin);
      const ended = await runQuietly(process.execPath, [script, ...args], { cwd: ROOT, env: environment(), boundMs });
      if (ended.code !== 0) process.stdout.write(`${endsOf(ended.output)}\n`);
      return ended.code === 0 ? ONE_PASSED : ONE_FAILED;
    },
  };
}

/** Runs every step, whatever became of those before it, until the time is over. */
async function runStages(stages: readonly Stage[], boundMs: number): Promise<Counts> {
  const startAtMs = performance.now();
  const all: Counts[] = [];
  for (const stage of stages) {
    const leftMs = boundMs - (performance.now() - startAtMs);
    all.push(...(await Promise.all(stage.map((step) => runStep(step, leftMs)))));
  }
  if (performance.now() - startAtMs > boundMs) {
    process.stdout.write(`The time for all steps, ${boundMs / MINUTE_MS} min, is over: what was still running was ended.\n`);
  }
  return sum(all);
}

async function runStep({ name, work }: Step, boundMs: number): Promise<Counts> {
  process.stdout.write(`${name}…\n`);
  const startAtMs = performance.now();
  const counts = await work(boundMs).catch(countFailure);
  const seconds = ((performance.now() - startAtMs) / 1000).toFixed(1);
  process.stdout.write(`${name}: ${counts.failed === 0 ? 'passed' : 'FAILED'}, ${seconds} s\n`);
  return counts;
}

function countFailure(error: unknown): Counts {
  if (!(error instanceof LaunchError) || error.code === 'STOPPED') throw error;
  say(error);
  return ONE_FAILED;
}

async function countedVitest(args: readonly string[], boundMs: number): Promise<Counts> {
  const folder = mkdtempSync(join(tmpdir(), 'kept-test-'));
  try {
    const file = join(folder, 'report.json');
    const code = await runVitest(['run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`, ...args], boundMs);
    return countsOf(readReport(file), code);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @returns its exit code. @throws LaunchError STOPPED when a signal ended it. */
async function runVitest(args: readonly string[], boundMs: number): Promise<number> {
  const script = join(ROOT, 'node_modules', 'vitest', 'vitest.mjs');
  const ended = await run(process.execPath, [FOLLOW, script, ...args], { cwd: ROOT, env: environment(), show: true, boundMs });
  if (ended.stoppedBy === null) return ended.code;
  throw new LaunchError('STOPPED', `Stopped by ${ended.stoppedBy}.`, 'Start again.', exitCodeOf(ended.stoppedBy));
}

function environment(): NodeJS.ProcessEnv {
  return withFirstOnPath(process.env, dirname(process.execPath));
}

function say(error: LaunchError): void {
  process.stderr.write(`${error.code}: ${error.message}\nWhat to do: ${error.fix}\n`);
}
