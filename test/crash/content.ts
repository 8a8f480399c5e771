import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { BODY, withArchive } from '../../server/log/archive/archived-bodies.ts';

/** All that the log in a folder says, as one text: the record, the identities, the personal values, and what the file says of itself. */
export function contentOf(folder: string): string {
  const database = new DatabaseSync(join(folder, 'log.db'), { readOnly: true });
  try {
    withArchive(database);
    const tables = [
      "SELECT key, value FROM meta WHERE key IN ('format', 'epoch', 'origin', 'hash-seed', 'personal') ORDER BY key",
      `SELECT first_place, count, received_at_ms, chain, ${BODY} FROM batch ORDER BY first_place`,
      'SELECT source.name, day, first_place, keys FROM identity JOIN source ON source.id = identity.source ORDER BY source.name, day, first_place',
      'SELECT place, path, salt, value FROM personal ORDER BY place, path',
    ];
    return JSON.stringify(tables.map((sql) => database.prepare(sql).all().map(rowText)));
  } finally {
    database.close();
  }
}

function rowText(row: Record<string, unknown>): readonly string[] {
  return Object.values(row).map((value) => (value instanceof Uint8Array ? Buffer.from(value).toString('base64') : String(value)));
}
