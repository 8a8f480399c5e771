import { mkdirSync, readFileSync, rmdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { LaunchError } from './launch-error.mjs';

/** Longer than the slowest installation that is allowed, so that a waiting start outlasts it. */
const WAIT_MS_MAX = 20 * 60_000;
const LOOK_EVERY_MS = 100;
/** Between making the folder and writing who holds it; a holder that takes longer died there. */
const NAMELESS_MS_MAX = 5_000;

/**
 * Does `work` when `isStale` says so. Of several starts at once one does it and the rest wait and find it done.
 * @param {string} runtimeFolder where the lock lies
 * @param {() => boolean} isStale
 * @param {() => Promise<void>} work
 */
export async function whenStale(runtimeFolder, isStale, work) {
  if (!isStale()) return;
  const release = await takeLock(runtimeFolder);
  try {
    if (isStale()) await work();
  } finally {
    release();
  }
}

/**
 * @param {string} runtimeFolder
 * @returns {Promise<() => void>} gives the lock back
 * @throws {LaunchError} LOCK_HELD when it does not come free in time.
 */
async function takeLock(runtimeFolder) {
  mkdirSync(runtimeFolder, { recursive: true });
  const lock = join(runtimeFolder, 'lock');
  const startAtMs = performance.now();
  for (let isFirst = true; !tryMake(lock); isFirst = false) {
    if (isFirst) process.stderr.write('Waiting for another start that is installing…\n');
    if (performance.now() - startAtMs > WAIT_MS_MAX) {
      throw new LaunchError(
        'LOCK_HELD',
        `${lock} has been held for ${WAIT_MS_MAX / 60_000} min.`,
        'Stop the other start, delete that folder, start again.',
      );
    }
    if (!removeIfDead(lock)) await wait(LOOK_EVERY_MS);
  }
  writeFileSync(join(lock, 'holder'), String(process.pid));
  return () => rmSync(lock, { recursive: true, force: true });
}

/** @param {string} folder @returns {boolean} whether it was made here, which only one process can do */
function tryMake(folder) {
  try {
    mkdirSync(folder);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

/**
 * Takes away a lock whose holder is gone. A second lock makes sure that two who see that do not each remove one:
 * the later would remove the lock that the earlier has just taken.
 * @param {string} lock
 */
function removeIfDead(lock) {
  const breaking = `${lock}.breaking`;
  if (!isDead(lock) || !tryMake(breaking)) return false;
  try {
    if (isDead(lock)) rmSync(lock, { recursive: true, force: true });
    return true;
  } finally {
    rmdirSync(breaking);
  }
}

/** @param {string} lock */
function isDead(lock) {
  try {
    const holder = readHolder(lock);
    if (holder === null) return Date.now() - statSync(lock).mtimeMs > NAMELESS_MS_MAX;
    process.kill(holder, 0);
    return false;
  } catch (error) {
    // ESRCH: no such process. EPERM: it lives, under another user. ENOENT: the lock has just been given back.
    return codeOf(error) === 'ESRCH';
  }
}

/** @param {string} lock @returns {number | null} null while nobody has signed */
function readHolder(lock) {
  try {
    const holder = Number(readFileSync(join(lock, 'holder'), 'utf8'));
    return holder > 0 ? holder : null;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
}

/** @param {unknown} error */
function codeOf(error) {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
