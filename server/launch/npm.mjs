import { existsSync } from 'node:fs';
import { basename, delimiter, dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { LaunchError } from './launch-error.mjs';
import { endsOf, runQuietly } from './step.mjs';

/** Waits before the second and the third attempt. */
const RETRY_WAITS_MS = [1_000, 3_000];
/** One attempt; over a slow line Node alone is 60 MB. */
const ATTEMPT_MS_MAX = 6 * 60_000;
/** npm's own retries are kept short, because ours follow; a failed run leaves in npm's cache what it got. */
const FETCHING = ['--fetch-retries=1', '--fetch-retry-mintimeout=1000', '--fetch-retry-maxtimeout=4000'];
/** `npm -s` hands its silence down, and a failure would have nothing to show; development packages build the web. */
const SPEAKING = ['--loglevel=warn', '--include=dev', '--no-audit', '--no-fund', '--no-update-notifier', '--ignore-scripts'];

/**
 * Runs npm, three times if need be.
 * @param {readonly string[]} args
 * @param {{ node: string, cwd: string, what: string, retryWaitsMs?: readonly number[] }} options
 *   `node` runs npm and stands first on its PATH; `what` names the aim in an error, as in `Node 26`.
 * @throws {LaunchError} INSTALL_FAILED
 */
export async function runNpm(args, { node, cwd, what, retryWaitsMs = RETRY_WAITS_MS }) {
  const npm = npmFor(node, process.env);
  const env = withFirstOnPath(process.env, dirname(node));
  for (const waitMs of [...retryWaitsMs, null]) {
    const ended = await runQuietly(npm.command, [...npm.args, ...args, ...FETCHING, ...SPEAKING], { cwd, env, boundMs: ATTEMPT_MS_MAX });
    if (ended.code === 0) return;
    if (waitMs !== null) {
      process.stderr.write(`${what} could not be installed; trying again in ${waitMs / 1000} s…\n`);
      await wait(waitMs);
      continue;
    }
    const why = ended.timedOut ? `npm took longer than ${ATTEMPT_MS_MAX / 60_000} min` : `npm ended with ${ended.code}`;
    const tries = retryWaitsMs.length + 1;
    throw new LaunchError(
      'INSTALL_FAILED',
      `${what} could not be installed in ${tries} tries: ${why}.\n${endsOf(ended.output)}`,
      fixFor(ended.output),
    );
  }
}

/**
 * The npm that started this, else the one beside Node, else the one on the PATH. Run by `node` where its script is known.
 * @param {string} node
 * @param {NodeJS.ProcessEnv} env
 * @returns {{ command: string, args: readonly string[] }}
 */
export function npmFor(node, env) {
  const started = env['npm_execpath'];
  if (started !== undefined && basename(started) === 'npm-cli.js') return { command: node, args: [started] };
  const own = dirname(process.execPath);
  const beside = [join(own, 'node_modules'), join(own, '..', 'lib', 'node_modules')].map((modules) =>
    join(modules, 'npm', 'bin', 'npm-cli.js'),
  );
  const script = beside.find((path) => existsSync(path));
  return script === undefined ? { command: 'npm', args: [] } : { command: node, args: [script] };
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @param {string} folder
 * @returns {NodeJS.ProcessEnv}
 */
export function withFirstOnPath(env, folder) {
  // Windows spells it `Path`, and two spellings side by side would each be somebody's PATH.
  const name = Object.keys(env).find((key) => key.toUpperCase() === 'PATH') ?? 'PATH';
  return { ...env, [name]: [folder, env[name]].filter(Boolean).join(delimiter) };
}

/** @param {string} output of npm */
function fixFor(output) {
  if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH/.test(output)) {
    return 'Connect to the network (behind a proxy: set HTTPS_PROXY) and start again.';
  }
  if (output.includes('ENOSPC')) return 'Free 1 GB of disk space and start again.';
  if (/EACCES|EPERM|EROFS/.test(output)) return 'Make the project folder writable for this user and start again.';
  return 'Mend what npm says above and start again.';
}
