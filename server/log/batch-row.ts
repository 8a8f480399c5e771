import type { LastGood, LogDamage, LogFault } from '../ports/index.ts';
import { BODY } from './archive/archived-bodies.ts';
import { chainLink } from './schema.ts';

/** A row of the record as it stands in the file. */
export type BatchRow = {
  readonly firstPlace: number;
  readonly count: number;
  readonly receivedAtMs: number;
  readonly chain: Uint8Array;
  readonly body: Uint8Array;
};

/** Where the record has been read up to. */
export type Link = LastGood & { readonly chain: Uint8Array };

/** What is wrong, before it is known how far the record is good. */
export type Finding = { readonly fault: LogFault; readonly what: string };

/** With its body, wherever that is. A connection that reads it is given `withArchive` first. */
export const ROW_COLUMNS = `first_place, count, received_at_ms, chain, ${BODY}`;
const NOTHING = new Uint8Array();
const NEWLINE = 10;

export function rowOf(row: Record<string, unknown>): BatchRow {
  const bytes = (value: unknown) => (value instanceof Uint8Array ? value : NOTHING);
  return {
    firstPlace: Number(row['first_place']),
    count: Number(row['count']),
    receivedAtMs: Number(row['received_at_ms']),
    chain: bytes(row['chain']),
    body: bytes(row['body']),
  };
}

export function linkOf({ firstPlace, count, receivedAtMs, chain }: Omit<BatchRow, 'body'>): Link {
  return { place: firstPlace + count - 1, receivedAtMs, chain };
}

/** Why a row cannot follow `before`, by its numbers alone; `undefined` when it can. */
export function brokenOrder(before: LastGood, { firstPlace, count, receivedAtMs }: Omit<BatchRow, 'body' | 'chain'>): Finding | undefined {
  const expected = before.place + 1;
  if (firstPlace > expected) return { fault: 'missing', what: `The entries of places ${expected} to ${firstPlace - 1} are missing.` };
  if (firstPlace < expected)
    return { fault: 'inserted', what: `A batch stands at place ${firstPlace}, where the one before it reaches to place ${before.place}.` };
  if (count < 1) return { fault: 'altered', what: `The batch at place ${firstPlace} says that it has ${count} entries.` };
  if (receivedAtMs < before.receivedAtMs)
    return { fault: 'altered', what: `The batch at place ${firstPlace} was received before the one before it.` };
  return undefined;
}

/** Why a row cannot be the one that was written after `before`; `undefined` when it can. */
export function brokenLink(before: Link, row: BatchRow): Finding | undefined {
  const { firstPlace, count, receivedAtMs, chain, body } = row;
  const order = brokenOrder(before, row);
  if (order !== undefined) return order;
  if (body.length === 0)
    return { fault: 'missing', what: `The entries of places ${firstPlace} to ${firstPlace + count - 1} cannot be read from the archive.` };
  if (!Number.isSafeInteger(receivedAtMs) || !sameBytes(chain, chainLink(before.chain, row)))
    return {
      fault: 'altered',
      what: `The batch of places ${firstPlace} to ${firstPlace + count - 1} was altered or stands in the wrong order: its hash does not fit.`,
    };
  const lines = linesIn(body);
  if (count !== lines)
    return { fault: 'altered', what: `The batch at place ${firstPlace} says that it has ${count} entries, and has ${lines}.` };
  return undefined;
}

export function damageOf({ fault, what }: Finding, { place, receivedAtMs }: LastGood): LogDamage {
  return { fault, what, lastGood: { place, receivedAtMs } };
}

export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && Buffer.compare(a, b) === 0;
}

/** SQLite found that the file does not fit together; trouble of the disk is another thing, which may pass. */
export function isCorruption(cause: unknown): cause is Error & { readonly errcode: number } {
  const SQLITE_CORRUPT = 11;
  const SQLITE_NOTADB = 26;
  if (!(cause instanceof Error) || !('errcode' in cause) || typeof cause.errcode !== 'number') return false;
  const primary = cause.errcode & 0xff;
  return primary === SQLITE_CORRUPT || primary === SQLITE_NOTADB;
}

export function unreadable(place: number, cause: Error): Finding {
  return { fault: 'unreadable', what: `Behind place ${place} the file cannot be read: ${cause.message}.` };
}

function linesIn(body: Uint8Array): number {
  if (body.length === 0) return 0;
  let lines = 1;
  for (let at = body.indexOf(NEWLINE); at !== -1; at = body.indexOf(NEWLINE, at + 1)) lines += 1;
  return lines;
}
