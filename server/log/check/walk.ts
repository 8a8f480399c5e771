import type { DatabaseSync } from 'node:sqlite';
import type { LogDamage } from '../../ports/index.ts';
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
} from '../batch-row.ts';
import { chainStart, type Meta } from '../schema.ts';
import { BatchCheck } from './check-batch.ts';
import { segmentFindings } from './check-segments.ts';
import { headLink, markFinding, metaFinding } from './check-start.ts';
import type { MarkRead } from './mark.ts';

/** How far a walk is. `bytes` are those of the bodies of this step. */
export type Step = { readonly place: number; readonly ofPlaces: number; readonly bytes: number };

export type Walked = {
  /** The entries' own first, in the order of their places, then what is wrong beside them; at most `FINDINGS_MAX`; empty when all is as it was written. */
  readonly damages: readonly LogDamage[];
  /** The last entry that is proven good. */
  readonly good: Link;
  readonly batches: number;
};

export type WalkOptions = {
  readonly meta: Meta;
  /** Read before the walk begins: the record may grow meanwhile, the mark must not be ahead of it. */
  readonly mark: MarkRead;
  /** Called with each batch that fits the chain, as long as none before it was broken. */
  readonly onGood?: (row: BatchRow) => void;
};

/** Enough to see what happened; a record that is broken everywhere is told in a page. */
const FINDINGS_MAX = 20;

/**
 * Reads a record from its beginning to where it ends now, a batch a step, and checks everything about it. Behind a broken batch it goes
 * on from that batch's own hash, so that one fault is told once and the next one is seen as well.
 */
export function* walk(database: DatabaseSync, options: WalkOptions): Generator<Step, Walked> {
  const walking = new Walking(database, options);
  try {
    yield* walking.steps();
  } catch (cause) {
    if (!isCorruption(cause)) throw cause;
    walking.find(unreadable(walking.at.place, cause));
  }
  return walking.result();
}

class Walking {
  readonly #database: DatabaseSync;
  readonly #options: WalkOptions;
  readonly #start: Link;
  readonly #findings: Finding[] = [];
  /** About what stands beside the entries: told after what is wrong with these. */
  readonly #beside: Finding[] = [];
  #good: Link;
  #isBroken = false;
  #batches = 0;
  at: Link;

  constructor(database: DatabaseSync, options: WalkOptions) {
    this.#database = database;
    this.#options = options;
    this.#start = { place: 0, receivedAtMs: 0, chain: chainStart(options.meta.origin) };
    this.#good = this.#start;
    this.at = this.#start;
  }

  *steps(): Generator<Step> {
    const { meta, mark, onGood } = this.#options;
    const head = headLink(this.#database, this.#start);
    const beside = new BatchCheck(this.#database, meta);
    // One row a statement: a read that stays open for long would keep the write-ahead log from being folded in.
    const next = this.#database.prepare(`SELECT ${ROW_COLUMNS} FROM batch WHERE first_place > ? ORDER BY first_place LIMIT 1`);
    let key = Number.MIN_SAFE_INTEGER;
    for (let raw = next.get(key); raw !== undefined && key < head.place; raw = next.get(key)) {
      const row = rowOf(raw);
      key = row.firstPlace;
      const finding = brokenLink(this.at, row);
      if (finding === undefined) this.#besideIt(beside.check(row));
      else this.#break(finding);
      this.at = linkOf(row);
      this.#batches += 1;
      if (!this.#isBroken) {
        this.#good = this.at;
        onGood?.(row);
      }
      yield { place: this.at.place, ofPlaces: head.place, bytes: row.body.length };
    }
    if (!this.#isBroken) {
      this.#besideIt(beside.rest(this.at.place));
      this.#besideIt(segmentFindings(this.#database));
    }
    const finding = metaFinding(this.#database, mark) ?? markFinding(this.#database, { start: this.#start, head: this.at, meta, mark });
    if (finding !== undefined) this.find(finding);
    for (const more of this.#beside) this.find(more);
  }

  find(finding: Finding): void {
    if (this.#findings.length < FINDINGS_MAX) this.#findings.push(finding);
  }

  result(): Walked {
    return { damages: this.#findings.map((finding) => damageOf(finding, this.#good)), good: this.#good, batches: this.#batches };
  }

  #besideIt(findings: Iterable<Finding>): void {
    for (const finding of findings) if (this.#beside.length < FINDINGS_MAX) this.#beside.push(finding);
  }

  #break(finding: Finding): void {
    this.#isBroken = true;
    this.find(finding);
  }
}
