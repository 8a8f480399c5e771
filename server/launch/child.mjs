import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { LaunchError } from './launch-error.mjs';

/** @typedef {'SIGINT' | 'SIGTERM' | 'SIGHUP'} PoliteSignal */
/** @type {readonly PoliteSignal[]} */
const POLITE_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];
/** The same signal again within this time is the same request by another way: npm repeats what the terminal sent. */
const SAME_REQUEST_MS = 1_000;
/** How long a program may take to end after its time was over, before it is killed. */
const END_MS_MAX = 5_000;
/** The last characters of a program's output that are kept to be shown if it fails. */
const OUTPUT_CHARS_MAX = 200_000;
const ON_WINDOWS = process.platform === 'win32';

/**
 * How a program ended: its own exit code, or 128 + n when signal n ended it. `stoppedBy` is the signal that was passed on to it.
 * @typedef {{ code: number, output: string, timedOut: boolean, stoppedBy: PoliteSignal | null }} Ended
 */

/**
 * Runs a program and waits for its end. It gets a process group of its own, so that Ctrl-C in a terminal reaches it once,
 * by way of this process, and not a second time from the terminal.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd: string, env: NodeJS.ProcessEnv, show: boolean, boundMs?: number }} options
 *   `show` lends it this process's streams; otherwise its output is kept in `output`. After `boundMs` it is ended.
 * @returns {Promise<Ended>}
 * @throws {LaunchError} PROGRAM_MISSING when it cannot be started.
 */
export function run(command, args, { cwd, env, show, boundMs }) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env, detached: !ON_WINDOWS, stdio: show ? 'inherit' : ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (chunk) => {
        output = (output + chunk).slice(-OUTPUT_CHARS_MAX);
      });
    }
    const passing = passSignalsTo(child);
    const bound = endAfter(child, boundMs);
    const settle = () => {
      passing.end();
      bound.end();
    };
    child.once('error', (error) => {
      settle();
      reject(new LaunchError('PROGRAM_MISSING', `${command} cannot be started: ${error.message}.`, 'Install it, or put it on the PATH.'));
    });
    child.once('close', (code, signal) => {
      settle();
      resolve({ code: code ?? exitCodeOf(signal), output, timedOut: bound.isOver(), stoppedBy: passing.passed() });
    });
  });
}

/**
 * What a shell would give for a program that a signal ended.
 * @param {NodeJS.Signals | null} signal
 */
export function exitCodeOf(signal) {
  return signal === null ? 1 : 128 + constants.signals[signal];
}

/** @param {import('node:child_process').ChildProcess} child */
function passSignalsTo(child) {
  /** @type {Map<PoliteSignal, number>} */
  const lastAtMs = new Map();
  /** @type {PoliteSignal | null} */
  let passed = null;
  /** @param {PoliteSignal} signal */
  const pass = (signal) => {
    const nowAtMs = performance.now();
    const isRepeat = nowAtMs - (lastAtMs.get(signal) ?? Number.NEGATIVE_INFINITY) < SAME_REQUEST_MS;
    lastAtMs.set(signal, nowAtMs);
    passed = signal;
    // On Windows the console has told the child already, and `kill` would end it without a chance to save.
    if (!isRepeat && !ON_WINDOWS) child.kill(signal);
  };
  const listeners = POLITE_SIGNALS.map((signal) => /** @type {const} */ ([signal, () => pass(signal)]));
  for (const [signal, listener] of listeners) process.on(signal, listener);
  return {
    passed: () => passed,
    end: () => {
      for (const [signal, listener] of listeners) process.off(signal, listener);
    },
  };
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @param {number | undefined} boundMs
 */
function endAfter(child, boundMs) {
  let isOver = false;
  /** @type {NodeJS.Timeout[]} */
  const timers = [];
  if (boundMs !== undefined) {
    const end = () => {
      isOver = true;
      killGroup(child, 'SIGTERM');
      timers.push(setTimeout(() => killGroup(child, 'SIGKILL'), END_MS_MAX));
    };
    timers.push(setTimeout(end, Math.max(0, boundMs)));
  }
  return { isOver: () => isOver, end: () => timers.forEach(clearTimeout) };
}

/**
 * The whole group, since a program that hangs may hang in what it started.
 * @param {import('node:child_process').ChildProcess} child
 * @param {NodeJS.Signals} signal
 */
function killGroup(child, signal) {
  if (child.pid === undefined) return;
  try {
    if (ON_WINDOWS) child.kill(signal);
    else process.kill(-child.pid, signal);
  } catch {
    // It ended in the meantime, which is what was wanted.
  }
}
