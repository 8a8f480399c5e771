import type { DatabaseSync } from 'node:sqlite';
import { assert } from '../../../shared/error/index.ts';
import type { LogDamage } from '../../ports/index.ts';
import {
  type BatchRow,
  brokenLink,
  brokenOrder,
  damageOf,
  type Finding,
  isCorruption,
  type Link,
  linkOf,
  ROW_COLUMNS,
  rowOf,
  sameBytes,
  unreadable,
} from '../batch-row.ts';
import { chainStart, isMetaWhole, type Meta, metaValues } from '../schema.ts';
import type { Mark, MarkRead } from './mark.ts';

/** The end of the record is read whole: what a power cut or a lost write hurts is there. */
const TAIL_BATCHES = 64;
const TAIL_BYTES_MAX = 32 * 1024 * 1024;
/** Three words of four bytes for each event. */
const IDENTITY_BYTES = 12;

/**
 * What can be seen of a record without reading its bodies: that its batches follow one another, that it reaches as far as its mark and
 * is the same record there, that its end fits its chain, that there are as many identities as events. Milliseconds for millions of events.
 */
export function checkAtStart(database: DatabaseSync, meta: Meta, mark: MarkRead): LogDamage | undefined {
  const start: Link = { place: 0, receivedAtMs: 0, chain: chainStart(meta.origin) };
  try {
    return (
      brokenStructure(database, start) ??
      wanting(database, start, (head) => metaFinding(database, mark) ?? markFinding(database, { start, head, meta, mark })) ??
      brokenTail(database, start) ??
      wanting(database, start, (head) => identityFinding(database, head))
    );
  } catch (cause) {
    if (!isCorruption(cause)) throw cause;
    const head = readableHead(database, start);
    return damageOf(unreadable(head.place, cause), head);
  }
}

/** Where the record ends, by its last row. */
export function headLink(database: DatabaseSync, start: Link): Link {
  const row = database.prepare('SELECT first_place, count, received_at_ms, chain FROM batch ORDER BY first_place DESC LIMIT 1').get();
  return row === undefined ? start : linkOf(rowOf(row));
}

function wanting(database: DatabaseSync, start: Link, look: (head: Link) => Finding | undefined): LogDamage | undefined {
  const head = headLink(database, start);
  const finding = look(head);
  return finding === undefined ? undefined : damageOf(finding, head);
}

/** The first row that does not follow the one before it, by numbers alone. */
function brokenStructure(database: DatabaseSync, start: Link): LogDamage | undefined {
  const row = database
    .prepare(
      `SELECT first_place, count, received_at_ms, expected, before_ms FROM (
         SELECT first_place, count, received_at_ms, lag(first_place + count, 1, ?1) OVER places AS expected,
           lag(received_at_ms, 1, ?2) OVER places AS before_ms
         FROM batch WINDOW places AS (ORDER BY first_place)
       ) WHERE first_place <> expected OR count < 1 OR received_at_ms < before_ms LIMIT 1`,
    )
    .get(start.place + 1, start.receivedAtMs);
  if (row === undefined) return undefined;
  const before = { place: Number(row['expected']) - 1, receivedAtMs: Number(row['before_ms']) };
  const finding = brokenOrder(before, rowOf(row));
  assert(finding !== undefined, 'what the query finds is out of order');
  return damageOf(finding, before);
}

/** What a file says about itself, if it is not what was written. */
export function metaFinding(database: DatabaseSync, mark: MarkRead): Finding | undefined {
  const values = metaValues(database);
  // A record of before there were checks has neither; the next writer gives it both.
  if (!values.has('check') && mark.kind === 'none') return undefined;
  return isMetaWhole(values) ? undefined : { fault: 'meta', what: 'What the file says about itself (table `meta`) was altered.' };
}

type Ends = { readonly start: Link; readonly head: Link; readonly meta: Meta; readonly mark: MarkRead };

/** What the mark knows better than the file. */
export function markFinding(database: DatabaseSync, { start, head, meta, mark }: Ends): Finding | undefined {
  switch (mark.kind) {
    case 'none':
      if (head.place === 0 || !metaValues(database).has('check')) return undefined;
      return {
        fault: 'mark',
        what: `The mark beside the file is missing: nobody can tell whether entries after place ${head.place} are lost.`,
      };
    case 'unreadable':
      if (head.place === 0) return undefined;
      return {
        fault: 'mark',
        what: `The mark beside the file is torn: nobody can tell whether entries after place ${head.place} are lost.`,
      };
    case 'read':
      return differsFromMark(database, { start, head, meta }, mark.mark);
  }
}

function differsFromMark(database: DatabaseSync, { start, head, meta }: Omit<Ends, 'mark'>, mark: Mark): Finding | undefined {
  if (mark.place > head.place && mark.epoch !== meta.epoch)
    return { fault: 'other', what: `The file is another record (epoch ${meta.epoch}) than the one that its mark knows (${mark.epoch}).` };
  if (mark.place > head.place) {
    const lost = mark.place - head.place;
    const acknowledged = `place ${mark.place} was acknowledged on ${new Date(mark.receivedAtMs).toISOString()}`;
    return { fault: 'truncated', what: `The record ends at place ${head.place}, but ${acknowledged}: ${lost} entries are lost.` };
  }
  const row = database
    .prepare('SELECT first_place, count, received_at_ms, chain FROM batch WHERE first_place <= ? ORDER BY first_place DESC LIMIT 1')
    .get(mark.place);
  const link = row === undefined ? start : linkOf(rowOf(row));
  if (link.place !== mark.place || !sameBytes(link.chain, mark.chain))
    return {
      fault: 'other',
      what: `At place ${mark.place} stands another entry than the one that was acknowledged: it is another record.`,
    };
  if (mark.epoch !== meta.epoch) return { fault: 'meta', what: `The epoch of the file is ${meta.epoch}, that of its mark ${mark.epoch}.` };
  return undefined;
}

function brokenTail(database: DatabaseSync, start: Link): LogDamage | undefined {
  const sizes = database
    .prepare('SELECT first_place, length(body) AS bytes FROM batch ORDER BY first_place DESC LIMIT ?')
    .all(TAIL_BATCHES + 1);
  let bytes = 0;
  const within = sizes.findIndex((row) => {
    bytes += Number(row['bytes']);
    return bytes > TAIL_BYTES_MAX;
  });
  const from = Number(sizes.at(within === -1 ? -1 : Math.max(within, 1))?.['first_place'] ?? 0);
  let before: Link | undefined = sizes.length <= TAIL_BATCHES && within === -1 ? start : undefined;
  // A row at a time: bodies are large.
  const next = database.prepare(`SELECT ${ROW_COLUMNS} FROM batch WHERE first_place >= ? ORDER BY first_place LIMIT 1`);
  for (let row = next.get(from); row !== undefined; row = next.get(Number(row['first_place']) + 1)) {
    const batch: BatchRow = rowOf(row);
    const finding = before === undefined ? undefined : brokenLink(before, batch);
    if (finding !== undefined) return damageOf(finding, before ?? start);
    before = linkOf(batch);
  }
  return undefined;
}

function identityFinding(database: DatabaseSync, head: Link): Finding | undefined {
  const bytes = Number(database.prepare('SELECT total(length(keys)) AS bytes FROM identity').get()?.['bytes']);
  if (bytes === head.place * IDENTITY_BYTES) return undefined;
  return {
    fault: 'identity',
    what: `There are ${bytes / IDENTITY_BYTES} identities for ${head.place} entries: repeats could be counted twice.`,
  };
}

/** How far rows can be read one by one. */
function readableHead(database: DatabaseSync, start: Link): Link {
  let head = start;
  try {
    const next = database.prepare(
      'SELECT first_place, count, received_at_ms, chain FROM batch WHERE first_place > ? ORDER BY first_place LIMIT 1',
    );
    for (let row = next.get(start.place); row !== undefined; row = next.get(head.place)) {
      const link = linkOf(rowOf(row));
      if (link.place <= head.place || Number(row['first_place']) !== head.place + 1) break;
      head = link;
    }
  } catch (cause) {
    if (!isCorruption(cause)) throw cause;
  }
  return head;
}
