import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { setImmediate } from 'node:timers/promises';
import type { Batch, JsonObject } from '../../shared/event/index.ts';
import { BODY, withArchive } from './archived-bodies.ts';
import { cutTo } from './cut.ts';
import { eventOfLine } from './line.ts';
import { personalObject } from './memory-log.ts';

/** The reading side of a log file, on a connection of its own, so that reading never waits for writing. */
export class BatchReader {
  readonly #database: DatabaseSync;
  readonly #leaveArchive: () => void;
  readonly #holding: StatementSync;
  readonly #next: StatementSync;
  readonly #personal: StatementSync;

  constructor(file: string) {
    this.#database = new DatabaseSync(file, { readOnly: true });
    this.#database.exec('PRAGMA busy_timeout = 5000');
    this.#leaveArchive = withArchive(this.#database, file);
    const columns = `SELECT first_place, received_at_ms, ${BODY} FROM batch`;
    this.#holding = this.#database.prepare(`${columns} WHERE first_place <= ? ORDER BY first_place DESC LIMIT 1`);
    this.#next = this.#database.prepare(`${columns} WHERE first_place > ? ORDER BY first_place LIMIT 1`);
    this.#personal = this.#database.prepare('SELECT path, value FROM personal WHERE place = ? ORDER BY path');
  }

  /** Batches in (afterPlace, untilPlace()], one in memory at a time; the limit is asked for anew before each. */
  async *read(afterPlace: number, untilPlace: () => number): AsyncGenerator<Batch> {
    // One row a statement: a read that stays open for long would keep the write-ahead log from being folded in.
    let row = this.#holding.get(afterPlace + 1) ?? this.#next.get(afterPlace);
    while (row !== undefined) {
      const batch = batchOf(row);
      if (batch.firstPlace > untilPlace()) return;
      const cut = cutTo(batch, afterPlace, untilPlace());
      if (cut !== undefined) yield cut;
      // Each batch costs some milliseconds; sockets and timers get their turn in between.
      await setImmediate();
      row = this.#next.get(batch.firstPlace);
    }
  }

  personal(place: number): JsonObject | undefined {
    return personalObject(this.#personal.all(place).map((row) => ({ path: String(row['path']), value: String(row['value']) })));
  }

  close(): void {
    this.#leaveArchive();
    this.#database.close();
  }
}

function batchOf(row: Record<string, unknown>): Batch {
  const body = row['body'];
  const text = body instanceof Uint8Array ? Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('utf8') : '';
  return { firstPlace: Number(row['first_place']), receivedAtMs: Number(row['received_at_ms']), events: text.split('\n').map(eventOfLine) };
}
