import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

const IN_MEMORY = '/dev/shm';

/**
 * A new folder, in memory where there is such a place: what survives a kill or stands in a trace does not depend on the disk below, and
 * a thousand syncs of a real one take minutes. It is deleted when the test is over.
 */
export function crashFolder(): string {
  const folder = mkdtempSync(join(existsSync(IN_MEMORY) ? IN_MEMORY : tmpdir(), 'kept-crash-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
