import { spawnSync } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { DiskStep } from './disk-step.ts';
import { diskSteps } from './disk-steps.ts';

const CALLS =
  'openat,close,pwrite64,write,ftruncate,fsync,fdatasync,unlink,unlinkat,rename,renameat,renameat2,mkdir,mkdirat,pwritev,pwritev2,writev,fallocate,copy_file_range,sync_file_range';
const STRACE = process.env['STRACE'] ?? 'strace';
const STRING_MAX = 64 * 1024 * 1024;
const RUN_MS_MAX = 120_000;

/** Why no run can be traced here, `null` when it can: strace may be missing, or a container may forbid to trace. */
export function whyNoTrace(): string | null {
  const tried = spawnSync(STRACE, ['-f', '-o', '/dev/null', 'true'], { encoding: 'utf8' });
  if (tried.error !== undefined) return `strace does not start here (${tried.error.message})`;
  return tried.status === 0 ? null : `strace may not trace here (${tried.stderr.trim()})`;
}

/**
 * Runs a script with `root` as its first argument and gives what it did below `root` as it asked the operating system for it,
 * with each line that it printed in between.
 */
export function tracedRun(script: string, root: string, args: readonly string[]): readonly DiskStep[] {
  const trace = join(root, '..', 'trace.txt');
  const printed = openSync(join(root, '..', 'printed.txt'), 'w');
  const options = ['-f', '-xx', '-s', String(STRING_MAX), '-e', `trace=${CALLS}`, '-o', trace];
  const program = [process.execPath, fileURLToPath(new URL(script, import.meta.url)), root, ...args];
  const ran = spawnSync(STRACE, [...options, ...program], { stdio: ['ignore', printed, 'inherit'], timeout: RUN_MS_MAX });
  closeSync(printed);
  if (ran.status !== 0) throw new Error(`The traced run of ${script} ended with ${ran.status ?? ran.signal}.`);
  return diskSteps(readFileSync(trace, 'latin1'), root);
}
