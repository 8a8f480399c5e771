import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ACCESS_NAME, AccessFile } from './access-file.ts';

/**
 * Brings who may come in from one folder to another, without who is signed in. What stands there already stays: an older copy would
 * bring back what was revoked since. @returns whether it was brought. @throws KeptError ACCESS_UNREADABLE.
 */
export function carryAccess(from: string, to: string): boolean {
  if (!existsSync(join(from, ACCESS_NAME)) || existsSync(join(to, ACCESS_NAME))) return false;
  new AccessFile(to).write({ ...new AccessFile(from).read(), sessions: [] });
  return true;
}
