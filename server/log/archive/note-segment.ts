import type { DatabaseSync } from 'node:sqlite';
import { type BuiltSegment, hasSegments } from './archive-month.ts';

/** Which places stand in which file of the archive, with the file's size and SHA-256. */
const SEGMENT = `CREATE TABLE IF NOT EXISTS segment (
  name TEXT PRIMARY KEY, first_place INTEGER NOT NULL UNIQUE, last_place INTEGER NOT NULL, bytes INTEGER NOT NULL, sha256 BLOB NOT NULL
) STRICT, WITHOUT ROWID`;
/** Bodies that leave the database in one step: commits take their turn between two of them. */
const BODIES_AT_ONCE = 16;

/** From now on the places of a segment are found in its file as well; the database still has them. */
export function noteSegment(database: DatabaseSync, { name, firstPlace, lastPlace, bytes, sha256 }: BuiltSegment): void {
  database.exec(`BEGIN IMMEDIATE; ${SEGMENT}`);
  try {
    const insert = 'INSERT INTO segment (name, first_place, last_place, bytes, sha256) VALUES (?, ?, ?, ?, ?)';
    database.prepare(insert).run(name, firstPlace, lastPlace, bytes, sha256);
    database.exec('COMMIT');
  } catch (cause) {
    if (database.isTransaction) database.exec('ROLLBACK');
    throw cause;
  }
}

/**
 * Takes some bodies out of the database that stand in a segment. Their rows stay, with instant, count and link: the chain, the head
 * and the identities are as they were.
 * @returns the first place to go on from, `null` when all that is archived has left.
 */
export function takeOutBodies(database: DatabaseSync, fromPlace: number): number | null {
  if (!hasSegments(database)) return null;
  const places = database
    .prepare(
      `SELECT first_place FROM batch WHERE first_place >= ? AND first_place <= (SELECT max(last_place) FROM segment) AND length(body) > 0
       ORDER BY first_place LIMIT ?`,
    )
    .all(fromPlace, BODIES_AT_ONCE)
    .map((row) => Number(row['first_place']));
  const [first] = places;
  const last = places.at(-1);
  if (first === undefined || last === undefined) return null;
  database.prepare("UPDATE batch SET body = x'' WHERE first_place BETWEEN ? AND ?").run(first, last);
  return last + 1;
}
