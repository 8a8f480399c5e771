import { renameSync } from 'node:fs';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { assert } from '../../../shared/error/index.ts';
import { makeFolder, syncFolder } from '../backup/sync-folder.ts';
import { hashOfFile, type SegmentBatch, SegmentReader, type WrittenSegment, writeSegment } from './segment-file.ts';

/** A month that stands in a file of its own, ready to be noted in the database. */
export type BuiltSegment = WrittenSegment & { readonly name: string };

/**
 * Writes the oldest month of the record that is not archived yet, and was over before an instant, into a segment. What was written is
 * read again and held against the database before the file gets its name. The database is not changed.
 * @returns null when there is no such month.
 */
export function buildSegment(database: DatabaseSync, folder: string, beforeAtMs: number): BuiltSegment | null {
  const from = archivedUntil(database) + 1;
  const first = database.prepare('SELECT received_at_ms FROM batch WHERE first_place = ?').get(from);
  if (first === undefined) return null;
  const month = monthOf(Number(first['received_at_ms']));
  if (endOf(month) > beforeAtMs) return null;
  makeFolder(folder);
  const unfinished = join(folder, 'unfinished.seg');
  const written = writeSegment(unfinished, batchesIn(database, from, endOf(month)));
  holdAgainst(database, unfinished, written);
  const name = freeName(database, month);
  renameSync(unfinished, join(folder, name));
  syncFolder(folder);
  return { ...written, name };
}

/** The last place that stands in a segment, 0 when none does. */
export function archivedUntil(database: DatabaseSync): number {
  if (!hasSegments(database)) return 0;
  return Number(database.prepare('SELECT coalesce(max(last_place), 0) AS place FROM segment').get()?.['place']);
}

export function hasSegments(database: DatabaseSync): boolean {
  return database.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'segment'").get() !== undefined;
}

/** `2026-05`, of the UTC calendar: what a month is must not change with the book. */
export function monthOf(atMs: number): string {
  return new Date(atMs).toISOString().slice(0, 7);
}

/** The first instant of a month; NaN when the text is none. */
export function startOf(month: string): number {
  const [, year, number] = /^(\d{4})-(0[1-9]|1[0-2])$/.exec(month) ?? [];
  return Date.UTC(Number(year), Number(number) - 1, 1);
}

function endOf(month: string): number {
  const next = new Date(startOf(month));
  return Date.UTC(next.getUTCFullYear(), next.getUTCMonth() + 1, 1);
}

/** A row at a time: bodies are large, and a read that stays open would keep the write-ahead log from being folded in. */
function* batchesIn(database: DatabaseSync, from: number, endAtMs: number): Generator<SegmentBatch> {
  const next = database.prepare(
    'SELECT first_place, count, received_at_ms, chain, body FROM batch WHERE first_place >= ? ORDER BY first_place LIMIT 1',
  );
  for (let row = next.get(from); row !== undefined && Number(row['received_at_ms']) < endAtMs; ) {
    const batch = batchOf(row);
    yield batch;
    row = next.get(batch.firstPlace + batch.count);
  }
}

function batchOf(row: Record<string, unknown>): SegmentBatch {
  const { chain, body } = row;
  assert(chain instanceof Uint8Array && body instanceof Uint8Array && body.length > 0, 'a batch that is not archived has its body');
  return { firstPlace: Number(row['first_place']), count: Number(row['count']), receivedAtMs: Number(row['received_at_ms']), chain, body };
}

function holdAgainst(database: DatabaseSync, file: string, { firstPlace, batches, sha256 }: WrittenSegment): void {
  assert(hashOfFile(file).equals(sha256), 'a segment reads as it was written');
  const rows = batchesIn(database, firstPlace, Number.POSITIVE_INFINITY);
  let held = 0;
  for (const batch of new SegmentReader(file).all()) {
    const { value: row } = rows.next();
    assert(row !== undefined && isSame(batch, row), `the segment gives the batch at ${batch.firstPlace} as the database does`);
    held += 1;
  }
  assert(held === batches, 'a segment has as many batches as were written');
}

function isSame(a: SegmentBatch, b: SegmentBatch): boolean {
  const sameNumbers = a.firstPlace === b.firstPlace && a.count === b.count && a.receivedAtMs === b.receivedAtMs;
  return sameNumbers && Buffer.compare(a.chain, b.chain) === 0 && Buffer.compare(a.body, b.body) === 0;
}

/** A clock that went back can bring more batches into a month that is archived: they get a segment beside it. */
function freeName(database: DatabaseSync, month: string): string {
  if (!hasSegments(database)) return `${month}.seg`;
  const taken = Number(database.prepare('SELECT count(*) AS count FROM segment WHERE name LIKE ?').get(`${month}%`)?.['count']);
  return taken === 0 ? `${month}.seg` : `${month}-${taken + 1}.seg`;
}
