import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { KeptError } from '../../shared/error/index.ts';
import { makeFolder } from './backup/sync-folder.ts';

/** Who has a data folder open; `port` once it serves there, and the `key` to what only those may ask for who may read the folder. */
export type Holder = { readonly pid: number; readonly port?: number; readonly key?: string };

/** The folder is somebody else's; `holder` says whose, where that is known. */
export class FolderLocked extends KeptError {
  readonly holder: Holder | undefined;

  constructor(folder: string, holder: Holder | undefined) {
    const who =
      holder === undefined ? 'another process' : `process ${holder.pid}${holder.port === undefined ? '' : ` on port ${holder.port}`}`;
    super('LOG_LOCKED', `The data folder ${folder} is in use by ${who}.`);
    this.holder = holder;
  }
}

/**
 * Keeps a data folder for one process. What locks is an open transaction on a small SQLite file: the operating system
 * drops it when the process dies, however it dies, so there is no stale lock to judge by a pid that a container or a
 * reboot has given to somebody else. `holder.json` beside it only tells others whom to talk to.
 */
export class FolderLock {
  readonly #lock: DatabaseSync;
  readonly #holderFile: string;

  /** @throws FolderLocked (LOG_LOCKED), KeptError LOG_FAILED when the folder cannot be made or written. */
  constructor(folder: string) {
    this.#holderFile = join(folder, 'holder.json');
    this.#lock = lockOf(folder, this.#holderFile);
    this.announce({ pid: process.pid });
  }

  announce(holder: Holder): void {
    try {
      rmSync(this.#holderFile, { force: true }); // One that is there already would keep the mode that it has.
      writeFileSync(this.#holderFile, `${JSON.stringify(holder)}\n`, { mode: 0o600, flag: 'wx' });
    } catch {
      // On a full disk others do not learn whom to talk to; the lock holds all the same.
    }
  }

  release(): void {
    rmSync(this.#holderFile, { force: true });
    this.#lock.close();
  }
}

function lockOf(folder: string, holderFile: string): DatabaseSync {
  try {
    makeFolder(folder);
    const lock = new DatabaseSync(join(folder, 'lock.db'));
    try {
      // Without a journal of its own, so that it also holds on a full disk.
      lock.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
      return lock;
    } catch (cause) {
      lock.close();
      throw cause;
    }
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    if (/locked|busy/.test(why)) throw new FolderLocked(folder, holderOf(holderFile));
    throw new KeptError('LOG_FAILED', `The data folder ${folder} cannot be used: ${why}.`, { cause });
  }
}

function holderOf(holderFile: string): Holder | undefined {
  try {
    const raw: unknown = JSON.parse(readFileSync(holderFile, 'utf8'));
    if (typeof raw !== 'object' || raw === null || !('pid' in raw) || typeof raw.pid !== 'number') return undefined;
    const port = 'port' in raw && typeof raw.port === 'number' ? { port: raw.port } : {};
    const key = 'key' in raw && typeof raw.key === 'string' ? { key: raw.key } : {};
    return { pid: raw.pid, ...port, ...key };
  } catch {
    // Missing or half-written: the lock alone decides, this only helps to find the holder.
    return undefined;
  }
}
