import type { DatabaseSync } from 'node:sqlite';

/** The table of values that may be erased one day, one row for each path of an event. */
export const PERSONAL_COLUMNS =
  '(place INTEGER NOT NULL, path TEXT NOT NULL, salt TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (place, path)) STRICT, WITHOUT ROWID';

/** Runs what erases with pages that are overwritten when they become free; else they would keep what they held. */
export function overwriting<T>(database: DatabaseSync, erase: () => T): T {
  database.exec('PRAGMA secure_delete = ON');
  try {
    return erase();
  } finally {
    database.exec('PRAGMA secure_delete = OFF');
  }
}

/**
 * Takes the values of these places out, inside the transaction that is open and under `overwriting`. The table is written anew:
 * pages of the old one that were once split hold copies of rows, which deleting the rows would leave there.
 */
export function erasePersonal(database: DatabaseSync, places: readonly number[]): void {
  database.exec(
    `CREATE TEMP TABLE IF NOT EXISTS erased (place INTEGER PRIMARY KEY) STRICT; CREATE TABLE personal_left ${PERSONAL_COLUMNS}`,
  );
  const insert = database.prepare('INSERT OR IGNORE INTO temp.erased (place) VALUES (?)');
  for (const place of places) insert.run(place);
  database.exec(`
    INSERT INTO personal_left SELECT place, path, salt, value FROM personal WHERE place NOT IN (SELECT place FROM temp.erased) ORDER BY place, path;
    DROP TABLE personal;
    ALTER TABLE personal_left RENAME TO personal;
    DELETE FROM temp.erased;
  `);
}

/** Empties the write-ahead log, which still holds pages as they were before. @returns false while somebody reads from it. */
export function emptyWriteAheadLog(database: DatabaseSync): boolean {
  return database.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get()?.['busy'] === 0;
}
