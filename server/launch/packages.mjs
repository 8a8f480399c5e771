import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { whenStale } from './lock.mjs';
import { NODE_MAJOR } from './node-runtime.mjs';
import { runNpm } from './npm.mjs';
import { step } from './step.mjs';

/** @typedef {{ version?: string, integrity?: string, optional?: boolean }} Locked */
/** @typedef {{ packages: { [path: string]: Locked } }} LockFile */

/**
 * Installs the packages of package-lock.json when they are not the installed ones.
 * @param {string} root the project's folder
 * @param {string} node binary that npm is run with
 */
export function ensurePackages(root, node) {
  return whenStale(
    join(root, '.runtime'),
    () => !arePackagesFresh(root),
    () =>
      step('Installing packages', async () => {
        await runNpm(['ci'], { node, cwd: root, what: 'The packages' });
        writeStamp(root);
      }),
  );
}

/**
 * Says that the packages of the lock file are installed.
 * @param {string} root
 */
export function writeStamp(root) {
  writeFileSync(stampFile(root), stampOf(root));
}

/**
 * Fresh by our stamp, or by npm's own record of what it installed: somebody who ran `npm install` has them already.
 * `npm ci` begins by deleting node_modules with the stamp in it, so an installation that was cut short is never fresh.
 * @param {string} root
 */
export function arePackagesFresh(root) {
  const stamp = stampOf(root);
  const written = read(stampFile(root));
  if (written === stamp) return true;
  // Packages for another platform or another Node came with this folder.
  if (written !== null && written.split(' ')[0] !== stamp.split(' ')[0]) return false;
  const installed = read(join(root, 'node_modules', '.package-lock.json'));
  return installed !== null && holdsAll(JSON.parse(installed), JSON.parse(readLock(root)));
}

/**
 * @param {LockFile} installed
 * @param {LockFile} wanted
 */
function holdsAll(installed, wanted) {
  return Object.entries(wanted.packages).every(([path, locked]) => {
    const found = installed.packages[path];
    // The first entry, without a path, is the project itself; what is optional may be for other platforms.
    if (path === '' || (found === undefined && locked.optional === true)) return true;
    return found?.version === locked.version && found?.integrity === locked.integrity;
  });
}

/** @param {string} root */
function stampOf(root) {
  const hash = createHash('sha256').update(readLock(root)).digest('hex');
  return `${process.platform}-${process.arch}-node-${NODE_MAJOR} ${hash}`;
}

/** @param {string} root */
function stampFile(root) {
  return join(root, 'node_modules', '.kept-stamp');
}

/** @param {string} root */
function readLock(root) {
  return readFileSync(join(root, 'package-lock.json'), 'utf8');
}

/** @param {string} file @returns {string | null} null when it cannot be read */
function read(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}
