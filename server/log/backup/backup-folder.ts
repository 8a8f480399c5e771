import { existsSync, renameSync, rmSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { KeptError } from '../../../shared/error/index.ts';
import { type VerifyOptions, type VerifyReport, verifyFolder } from '../check/verify-folder.ts';
import { inspect } from '../open-store.ts';
import { copyLog } from './copy-log.ts';
import { syncFolder } from './sync-folder.ts';

/**
 * Writes the log in a folder, also while a server runs there, to a new folder, and checks all of what it has written before that folder
 * gets its name. A backup is a data folder of its own, with an epoch of its own.
 * @throws KeptError BACKUP_REFUSED, USAGE where there is no log, LOG_DAMAGED, LOG_FAILED.
 */
export function backupFolder(folder: string, to: string, options: VerifyOptions = {}): VerifyReport {
  const target = resolve(to);
  if (existsSync(target)) throw new KeptError('BACKUP_REFUSED', `${to} is there already.`);
  const found = inspect(`${folder}/log.db`);
  if (found === undefined) throw new KeptError('USAGE', `There is no log in ${folder}.`);
  if (found.damage !== undefined) throw new KeptError('LOG_DAMAGED', `What is damaged is not backed up. ${found.damage.what}`);
  const partial = `${target}.partial-${process.pid}`;
  try {
    copyLog(folder, partial);
    const report = verifyFolder(partial, options);
    const [damage] = report.damages;
    if (damage !== undefined) throw new KeptError('LOG_DAMAGED', `The log of ${folder} is damaged. ${damage.what}`);
    renameSync(partial, target);
    syncFolder(dirname(target));
    return report;
  } finally {
    rmSync(partial, { recursive: true, force: true });
  }
}
