import { exitCodeOf, run } from './child.mjs';
import { LaunchError } from './launch-error.mjs';

/** A step that is still going says so this often, so that nobody takes it for dead. */
const STILL_EVERY_MS = 20_000;
/** The lines of a failed program that are shown: it names the cause first or last. */
const FIRST_LINES_MAX = 15;
const LAST_LINES_MAX = 60;

/**
 * Says on stderr what is going on and how long it took; stdout belongs to the answer of the command.
 * @template T
 * @param {string} title such as `Installing packages`
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function step(title, work) {
  const startAtMs = performance.now();
  const seconds = () => ((performance.now() - startAtMs) / 1000).toFixed(1);
  process.stderr.write(`${title}…\n`);
  const still = setInterval(() => process.stderr.write(`${title}… ${seconds()} s so far\n`), STILL_EVERY_MS);
  try {
    const result = await work();
    process.stderr.write(`${title}: ${seconds()} s\n`);
    return result;
  } finally {
    clearInterval(still);
  }
}

/**
 * Runs a program with its output kept back. Its end is returned whatever it was, except that a signal to stop ends the launcher too.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd: string, env: NodeJS.ProcessEnv, boundMs: number }} options
 * @throws {LaunchError} STOPPED
 */
export async function runQuietly(command, args, options) {
  const ended = await run(command, args, { ...options, show: false });
  if (ended.stoppedBy !== null) {
    throw new LaunchError(
      'STOPPED',
      `Stopped by ${ended.stoppedBy}.`,
      'Start again; what was finished is kept.',
      exitCodeOf(ended.stoppedBy),
    );
  }
  return ended;
}

/**
 * What a program said, without the middle where it said much.
 * @param {string} output
 */
export function endsOf(output) {
  const lines = output.trimEnd().split('\n');
  if (lines.length <= FIRST_LINES_MAX + LAST_LINES_MAX) return lines.join('\n');
  return [...lines.slice(0, FIRST_LINES_MAX), '…', ...lines.slice(-LAST_LINES_MAX)].join('\n');
}
