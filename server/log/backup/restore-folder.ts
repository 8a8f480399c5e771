import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { KeptError } from '../../../shared/error/index.ts';
import { holdsLog, type VerifyReport, verifyFolder } from '../check/verify-folder.ts';
import type { Step } from '../check/walk.ts';
import { FolderLock } from '../folder-lock.ts';
import { copyGoodPart, copyLog } from './copy-log.ts';
import { syncFolder } from './sync-folder.ts';

export type RestoreOptions = {
  /** A damaged log in the folder is moved aside, inside the folder; else it is refused. */
  readonly replace: boolean;
  /** Of a damaged source, what is good of it is taken; else it is refused. */
  readonly goodPart: boolean;
  readonly atMs: number;
  readonly onStep?: (step: Step) => void;
};

export type Restored = {
  readonly report: VerifyReport;
  /** Where the log is that was there before. */
  readonly movedTo: string | undefined;
};

const PARTIAL = 'restore.partial';
const ASIDE = 'damaged-';
/** They belong to the folder and not to the log in it. */
const STAYING = /^(?:lock\.db.*|holder\.json|restore\.partial|damaged-.*)$/;

/**
 * Brings a log back into a folder, from a backup or another data folder. All of it is checked before and after. It gets a new epoch, so
 * that nobody takes it for the one that went on after the backup.
 * @throws KeptError RESTORE_REFUSED, LOG_LOCKED while a server has the folder open, USAGE, LOG_DAMAGED, LOG_FORMAT, LOG_FAILED.
 */
export function restoreFolder(from: string, folder: string, { replace, goodPart, atMs, onStep = () => {} }: RestoreOptions): Restored {
  const source = verifyFolder(from, { onStep });
  const [damage] = source.damages;
  if (damage !== undefined && !goodPart)
    throw new KeptError(
      'RESTORE_REFUSED',
      `${from} is damaged itself: ${damage.what} With --good-part the entries up to place ${damage.lastGood.place} are taken.`,
    );
  const lock = new FolderLock(folder);
  const partial = join(folder, PARTIAL);
  try {
    const mustMove = refuseGood(folder, replace);
    rmSync(partial, { recursive: true, force: true });
    if (damage === undefined) copyLog(from, partial);
    else copyGoodPart(from, partial, onStep);
    const report = verifyFolder(partial, { onStep });
    const [wrong] = report.damages;
    if (wrong !== undefined) throw new KeptError('LOG_DAMAGED', `The copy is not good: ${wrong.what}`);
    const movedTo = mustMove ? moveAside(folder, atMs) : undefined;
    // Were it cut short between two of them, the next start would shout.
    for (const name of ['archive', 'log.mark', 'log.db'])
      if (existsSync(join(partial, name))) renameSync(join(partial, name), join(folder, name));
    syncFolder(folder);
    return { report, movedTo };
  } finally {
    rmSync(partial, { recursive: true, force: true });
    lock.release();
  }
}

/** Whether there is something to move aside. What is good stays where it is. */
function refuseGood(folder: string, replace: boolean): boolean {
  if (!holdsLog(folder)) return false;
  const state = stateOf(folder);
  if (state === 'good') throw new KeptError('RESTORE_REFUSED', `${folder} holds a log, and it is good.`);
  if (state === 'damaged' && !replace)
    throw new KeptError('RESTORE_REFUSED', `${folder} holds a log that is damaged. With --replace it is moved aside.`);
  return true;
}

function stateOf(folder: string): 'empty' | 'good' | 'damaged' {
  try {
    const { damages, lastGood } = verifyFolder(folder);
    if (damages.length > 0) return 'damaged';
    return lastGood.place === 0 ? 'empty' : 'good';
  } catch (cause) {
    if (cause instanceof KeptError && cause.code === 'LOG_DAMAGED') return 'damaged';
    if (cause instanceof KeptError && cause.code === 'USAGE') return 'empty';
    throw cause;
  }
}

/** Everything that belongs to the log: what was worked out from it is of no use to another. */
function moveAside(folder: string, atMs: number): string {
  const aside = join(folder, `${ASIDE}${new Date(atMs).toISOString().replaceAll(':', '-')}`);
  mkdirSync(aside, { mode: 0o700 });
  for (const name of readdirSync(folder)) if (!STAYING.test(name)) renameSync(join(folder, name), join(aside, name));
  syncFolder(folder);
  return aside;
}
