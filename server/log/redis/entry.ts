import { assert } from '../../../shared/error/index.ts';
import type { Batch } from '../../../shared/event/index.ts';
import { eventOfLine } from '../line.ts';
import type { Reply } from './connection.ts';
import { asList } from './safety.ts';

/** Consecutive events of one source and one UTC day: index of the source, day since 1970-01-01, how many. */
export type Run = readonly [source: number, day: number, count: number];
export type Origins = { readonly sources: readonly string[]; readonly runs: readonly Run[] };

/** A batch as it stands in the stream. */
export type StreamEntry = {
  readonly firstPlace: number;
  readonly count: number;
  readonly receivedAtMs: number;
  /** The link of the chain, which covers this batch and all before it. */
  readonly chain: Buffer;
  readonly origins: Origins;
  /** Places of events whose personal values stand apart. */
  readonly personal: readonly number[];
  /** Places whose personal values go when this batch is in the record (LOG-8). */
  readonly erases: readonly number[];
  /** One line of JSON an event, newlines between them. */
  readonly body: Buffer;
};

/** The fields of an entry, short names since each entry repeats them. */
export function fieldsOf(entry: Omit<StreamEntry, 'firstPlace'>): readonly (string | Buffer)[] {
  const about = {
    r: entry.receivedAtMs,
    n: entry.count,
    s: entry.origins.sources,
    k: entry.origins.runs,
    p: entry.personal,
    e: entry.erases,
  };
  return ['m', JSON.stringify(about), 'c', entry.chain, 'b', entry.body];
}

/** One element of what XRANGE or XREADGROUP answers. Trusted: only `fieldsOf` writes them. */
export function entryOf(reply: Reply): StreamEntry {
  const [id, fields] = asList(reply);
  const [, about, , chain, , body] = asList(fields);
  assert(id instanceof Buffer && about instanceof Buffer && chain instanceof Buffer && body instanceof Buffer, 'a stream holds entries');
  const { r, n, s, k, p, e } = JSON.parse(about.toString()) as { r: number; n: number; s: string[]; k: Run[]; p: number[]; e: number[] };
  const firstPlace = Number.parseInt(id.toString(), 10);
  return { firstPlace, count: n, receivedAtMs: r, chain, origins: { sources: s, runs: k }, personal: p, erases: e, body };
}

/** The id of a batch in the stream: its first place, so that a place leads to its entry and Redis itself refuses one that comes twice. */
export function entryId(firstPlace: number): string {
  return `${firstPlace}-0`;
}

export function batchOf({ firstPlace, receivedAtMs, body }: Pick<StreamEntry, 'firstPlace' | 'receivedAtMs' | 'body'>): Batch {
  return { firstPlace, receivedAtMs, events: body.toString('utf8').split('\n').map(eventOfLine) };
}

export function lastPlaceOf({ firstPlace, count }: Pick<StreamEntry, 'firstPlace' | 'count'>): number {
  return firstPlace + count - 1;
}

/** What stands in one place after another as runs: a batch mostly comes from one source and one day. */
export function runsOf(origins: Iterable<readonly [source: number, day: number]>): readonly Run[] {
  const runs: [number, number, number][] = [];
  for (const [source, day] of origins) {
    const last = runs.at(-1);
    if (last !== undefined && last[0] === source && last[1] === day) last[2] += 1;
    else runs.push([source, day, 1]);
  }
  return runs;
}
