import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { hasSegments } from '../archive/archive-month.ts';
import { archiveFolderOf } from '../archive/archived-bodies.ts';
import { hashOfFile } from '../archive/segment-file.ts';
import type { Finding } from '../batch-row.ts';

/**
 * What is wrong with the files of the archive, each against the size and hash that the database has noted. The walk over the batches
 * proves what they say; this finds a bit as well in which nothing is written, and a row that leads to the wrong file.
 */
export function* segmentFindings(database: DatabaseSync): Generator<Finding> {
  if (!hasSegments(database)) return;
  const folder = archiveFolderOf(database.location() ?? '');
  let expected = 1;
  for (const row of database.prepare('SELECT name, first_place, last_place, bytes, sha256 FROM segment ORDER BY first_place').all()) {
    const name = String(row['name']);
    if (Number(row['first_place']) !== expected) yield { fault: 'meta', what: `The archive's list has no file for place ${expected}.` };
    expected = Number(row['last_place']) + 1;
    if (!isWhole(join(folder, name), row)) yield { fault: 'altered', what: `archive/${name} is missing or not the file that was written.` };
  }
}

function isWhole(file: string, row: Record<string, unknown>): boolean {
  try {
    const { sha256 } = row;
    return statSync(file).size === Number(row['bytes']) && sha256 instanceof Uint8Array && hashOfFile(file).equals(sha256);
  } catch {
    return false; // It is not there, or cannot be read: the same for whoever needs it.
  }
}
