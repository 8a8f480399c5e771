import { spawnSync } from 'node:child_process';
import { onTestFinished } from 'vitest';

/** Mounts a file system of so many bytes in memory; it goes when the test is over. @throws Error where one may not mount. */
export function smallDisk(folder: string, bytes: number): void {
  const mounted = mount(folder, bytes);
  if (mounted !== null) throw new Error(mounted);
  onTestFinished(() => void spawnSync('umount', ['-l', folder]));
}

/** Why no small disk can be mounted here, `null` when it can. */
export function whyNoSmallDisk(folder: string): string | null {
  const refusal = mount(folder, 1024 * 1024);
  if (refusal === null) spawnSync('umount', ['-l', folder]);
  return refusal;
}

function mount(folder: string, bytes: number): string | null {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return 'only root on Linux can mount a small disk';
  const ran = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${bytes}`, 'kept-test', folder], { encoding: 'utf8' });
  return ran.status === 0 ? null : `no small disk can be mounted here (${ran.error?.message ?? ran.stderr.trim()})`;
}
