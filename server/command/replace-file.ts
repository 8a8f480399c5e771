import { closeSync, fsyncSync, openSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { KeptError } from '../../shared/error/index.ts';

/**
 * Puts another text into a file: after a power cut it holds the one or the other, and whoever reads it never sees a part.
 * @throws KeptError BOOK_UNWRITABLE.
 */
export function replaceFile(file: string, text: string): void {
  try {
    const real = realpathSync(file); // A link stays a link.
    const beside = `${real}.${process.pid}.new`;
    try {
      writeSynced(beside, text, statSync(real).mode);
      renameSync(beside, real);
    } catch (error) {
      rmSync(beside, { force: true });
      throw error;
    }
    syncFolderOf(real);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new KeptError('BOOK_UNWRITABLE', `The book cannot be written to ${file}: ${why}.`, { cause });
  }
}

/** Writes a file so that it survives a power cut once this returns. */
export function writeSynced(file: string, text: string, mode = 0o600): void {
  const opened = openSync(file, 'w', mode);
  try {
    writeFileSync(opened, text);
    fsyncSync(opened);
  } finally {
    closeSync(opened);
  }
}

function syncFolderOf(file: string): void {
  if (process.platform === 'win32') return;
  const opened = openSync(dirname(file), 'r');
  try {
    fsyncSync(opened);
  } finally {
    closeSync(opened);
  }
}
