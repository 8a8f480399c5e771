import { closeSync, fsyncSync, mkdirSync, openSync } from 'node:fs';
import { dirname, relative, resolve, sep } from 'node:path';

/** Makes sure that the names in a folder survive a power cut. Windows keeps names by itself and opens no folder for this. */
export function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const opened = openSync(folder, 'r');
  try {
    fsyncSync(opened);
  } finally {
    closeSync(opened);
  }
}

/** Makes a folder, and those above it, where there are none, so that they survive a power cut. */
export function makeFolder(folder: string): void {
  const made = mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (made === undefined) return;
  const top = dirname(resolve(made));
  const below = relative(top, resolve(folder)).split(sep).slice(0, -1);
  // A folder's name is kept by the one above it.
  for (let at = 0; at <= below.length; at += 1) syncFolder(resolve(top, ...below.slice(0, at)));
}
