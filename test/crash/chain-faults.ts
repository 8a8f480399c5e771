import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { BODY, withArchive } from '../../server/log/archived-bodies.ts';

/**
 * Walks the chain of a log file by a reading of the format that shares no code with the log's own: each link is SHA-256 over the
 * link before it, the body, and the instant and first place as 8 bytes each, big-endian; the first one follows the epoch's hash.
 */
export function chainFaults(folder: string): readonly string[] {
  const database = new DatabaseSync(join(folder, 'log.db'), { readOnly: true });
  withArchive(database);
  try {
    const epoch = String(database.prepare("SELECT value FROM meta WHERE key = 'epoch'").get()?.['value']);
    let chain = createHash('sha256').update(epoch).digest();
    let nextPlace = 1;
    for (const row of database
      .prepare(`SELECT first_place, count, received_at_ms, ${BODY}, chain FROM batch ORDER BY first_place`)
      .iterate()) {
      const firstPlace = Number(row['first_place']);
      if (firstPlace !== nextPlace) return [`the batch at ${nextPlace} is missing`];
      const numbers = Buffer.alloc(16);
      numbers.writeBigInt64BE(BigInt(Number(row['received_at_ms'])), 0);
      numbers.writeBigInt64BE(BigInt(firstPlace), 8);
      chain = createHash('sha256')
        .update(chain)
        .update(row['body'] as Uint8Array)
        .update(numbers)
        .digest();
      if (!chain.equals(row['chain'] as Uint8Array)) return [`the chain is broken at ${firstPlace}`];
      nextPlace = firstPlace + Number(row['count']);
    }
    return [];
  } finally {
    database.close();
  }
}
