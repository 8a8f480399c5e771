import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from './child.mjs';
import { LaunchError } from './launch-error.mjs';
import { ensureNode } from './node-runtime.mjs';
import { withFirstOnPath } from './npm.mjs';
import { ensurePackages } from './packages.mjs';
import { ensureWeb } from './web-build.mjs';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** Commands of the project's own, and what runs them; every other one is Kept's. */
const PROJECT_COMMANDS = new Map([
  ['test', 'server/launch/test-run.ts'],
  ['test:hostile', 'server/launch/test-run.ts'],
  ['long', 'server/launch/test-run.ts'],
  ['bench', 'bench/run.ts'],
  ['score:sets', 'examples/foresight/run.ts'],
  ['bench:peers', 'bench/peers/run.ts'],
  ['bench:web', 'bench/run.ts'],
  ['licences', 'server/launch/licences.ts'],
  ['shots', 'test/e2e/shots.ts'],
  ['tasks', 'test/e2e/tasks.ts'],
]);
/** Commands that serve the built pages. */
const WEB_COMMANDS = new Set(['demo', 'serve', 'bench:web', 'shots', 'tasks']);

/**
 * Makes ready what the command needs and runs it with Node 26: `launch.mjs <test|long|bench|any command of Kept> arguments…`.
 * Everything it says itself goes to stderr.
 * @param {readonly string[]} argv
 * @returns {Promise<number>} the exit code
 */
async function launch(argv) {
  const command = argv[0] ?? '';
  const node = await ensureNode(ROOT);
  await ensurePackages(ROOT, node);
  if (WEB_COMMANDS.has(command)) await ensureWeb(ROOT, node);
  const own = PROJECT_COMMANDS.get(command);
  const script = join(ROOT, own ?? 'server/main.ts');
  const follow = new URL('./follow.mjs', import.meta.url).href;
  // What was compiled is kept: a second start is some 0.3 s sooner.
  const env = { NODE_COMPILE_CACHE: join(ROOT, '.runtime', 'compile-cache'), ...withFirstOnPath(process.env, dirname(node)) };
  const ended = await run(node, [`--import=${follow}`, script, ...argv], { cwd: process.cwd(), env, show: true });
  return ended.code;
}

if (process.env['npm_lifecycle_event'] !== undefined) await import('./follow.mjs');
try {
  process.exitCode = await launch(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof LaunchError)) throw error;
  process.stderr.write(`${error.code}: ${error.message}\nWhat to do: ${error.fix}\n`);
  process.exitCode = error.exitCode;
}
