import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { setImmediate } from 'node:timers/promises';
import type { Batch, JsonObject } from '../../shared/event/index.ts';
import type { LogDamage } from '../ports/index.ts';
import { withArchive } from './archive/archived-bodies.ts';
import {
  type BatchRow,
  brokenLink,
  damageOf,
  type Finding,
  isCorruption,
  type Link,
  linkOf,
  ROW_COLUMNS,
  rowOf,
  unreadable,
} from './batch-row.ts';
import { cutTo } from './cut.ts';
import { bufferOver } from './identity/sieve.ts';
import { eventOfLine } from './line.ts';
import { personalObject } from './memory-log.ts';
import { chainStart } from './schema.ts';

export type ReaderOptions = {
  /** What the chain starts from. */
  readonly origin: string;
  /** Whether every place up to the limit of a read must be here; a log may keep its newest ones elsewhere. */
  readonly isWhole: boolean;
  readonly onDamage: (damage: LogDamage) => void;
};

/** The reading side of a log file, on a connection of its own, so that reading never waits for writing. */
export class BatchReader {
  readonly #database: DatabaseSync;
  readonly #holding: StatementSync;
  readonly #next: StatementSync;
  readonly #personal: StatementSync;

  readonly #before: StatementSync;
  readonly #start: Link;
  readonly #isWhole: boolean;
  readonly #onDamage: (damage: LogDamage) => void;

  constructor(file: string, { origin, isWhole, onDamage }: ReaderOptions) {
    this.#isWhole = isWhole;
    this.#start = { place: 0, receivedAtMs: 0, chain: chainStart(origin) };
    this.#onDamage = onDamage;
    this.#database = new DatabaseSync(file, { readOnly: true });
    this.#database.exec('PRAGMA busy_timeout = 5000');
    withArchive(this.#database);
    const columns = `SELECT ${ROW_COLUMNS} FROM batch`;
    this.#holding = this.#database.prepare(`${columns} WHERE first_place <= ? ORDER BY first_place DESC LIMIT 1`);
    this.#next = this.#database.prepare(`${columns} WHERE first_place > ? ORDER BY first_place LIMIT 1`);
    this.#before = this.#database.prepare(
      'SELECT first_place, count, received_at_ms, chain FROM batch WHERE first_place < ? ORDER BY first_place DESC LIMIT 1',
    );
    this.#personal = this.#database.prepare('SELECT path, value FROM personal WHERE place = ? ORDER BY path');
  }

  /**
   * Batches in (afterPlace, untilPlace()], one in memory at a time; the limit is asked for anew before each. Each is held against its
   * hash: before one that does not fit, and where one is not there, the batches end and the damage is told.
   */
  async *read(afterPlace: number, untilPlace: () => number): AsyncGenerator<Batch> {
    let at: Link | undefined;
    // One row a statement: a read that stays open for long would keep the write-ahead log from being folded in.
    for (let row = this.#first(afterPlace); row !== null; row = this.#after(at)) {
      if (row === undefined) {
        const place = at?.place ?? afterPlace;
        if (this.#isWhole && place < untilPlace())
          this.#tell({ fault: 'missing', what: `The entries after place ${place} are missing.` }, at);
        return;
      }
      if (row.firstPlace > untilPlace()) return;
      at ??= this.#linkBefore(row.firstPlace);
      const finding = brokenLink(at, row);
      if (finding !== undefined) return this.#tell(finding, at);
      at = linkOf(row);
      const cut = cutTo(batchOf(row), afterPlace, untilPlace());
      if (cut !== undefined) yield cut;
      // Each batch costs some milliseconds; sockets and timers get their turn in between.
      await setImmediate();
    }
  }

  personal(place: number): JsonObject | undefined {
    return personalObject(this.#personal.all(place).map((row) => ({ path: String(row['path']), value: String(row['value']) })));
  }

  close(): void {
    this.#database.close();
  }

  #first(afterPlace: number): BatchRow | undefined | null {
    return this.#reading(() => this.#holding.get(afterPlace + 1) ?? this.#next.get(afterPlace), { ...this.#start, place: afterPlace });
  }

  #after(at: Link | undefined): BatchRow | undefined | null {
    const link = at ?? this.#start;
    return this.#reading(() => this.#next.get(link.place), link);
  }

  /** `null` when the file cannot be read there, which is told. */
  #reading(get: () => Record<string, unknown> | undefined, at: Link): BatchRow | undefined | null {
    try {
      const row = get();
      return row === undefined ? undefined : rowOf(row);
    } catch (cause) {
      if (!isCorruption(cause)) throw cause;
      this.#tell(unreadable(at.place, cause), at);
      return null;
    }
  }

  #linkBefore(firstPlace: number): Link {
    const row = this.#before.get(firstPlace);
    return row === undefined ? this.#start : linkOf(rowOf(row));
  }

  #tell(finding: Finding, at: Link | undefined): void {
    this.#onDamage(damageOf(finding, at ?? this.#start));
  }
}

function batchOf({ firstPlace, receivedAtMs, body }: BatchRow): Batch {
  return { firstPlace, receivedAtMs, events: bufferOver(body).toString('utf8').split('\n').map(eventOfLine) };
}
