import type { BookPromise } from '../../book/index.ts';
import { type EngineState, type LineState, subjectLinesOf } from '../../engine/index.ts';
import type { Bilingual } from '../../text/index.ts';
import { linesOfPromise } from './public-lines.ts';
import { measureWords } from './public-measure.ts';
import { type PublicPay, type PublicState, publicPayOf, publicPromises } from './public-promises.ts';
import type { PublicHistory, PublicRecord } from './public-record.ts';

/** One promise as customers see it: no chance, no item, no name of a person, no group. */
export type PublicRow = {
  readonly id: string;
  readonly title: Bilingual;
  readonly says: Bilingual;
  /** How it is measured, in sentences. */
  readonly measure: readonly Bilingual[];
  readonly pays: PublicPay;
  /** How it stands now. */
  readonly state: PublicState;
  /** Since when it is broken; `null` where it is not. */
  readonly brokenSinceMs: number | null;
  /** `null` until it has been worked out. */
  readonly history: PublicHistory | null;
};

/** What stands on the customers' pages. */
export type PublicBoard = {
  readonly book: string;
  readonly zone: string;
  readonly currency: string;
  readonly nowAtMs: number;
  readonly rows: readonly PublicRow[];
  /** `null` until it has been worked out. */
  readonly record: Pick<PublicRecord, 'asOfMs' | 'months' | 'paid' | 'medianPayMs'> | null;
};

/** The board of a state: how the promises stand by it, and what is known of their past (PUB-1). */
export function publicBoard(state: EngineState, record: PublicRecord | null): PublicBoard {
  const { id, zone, currency } = state.book;
  const { asOfMs, months, paid, medianPayMs } = record ?? NOTHING;
  const promises = publicPromises(state);
  const countedBy = (promise: BookPromise) =>
    promise.kind === 'ratio' ? promises.find((each) => each.id === promise.of)?.short : undefined;
  return {
    book: id,
    zone: zone.id,
    currency,
    nowAtMs: state.nowAtMs,
    rows: promises.map((promise) => ({
      id: promise.id,
      title: promise.short,
      says: promise.says,
      measure: measureWords(promise, countedBy(promise) ?? null),
      pays: publicPayOf(promise),
      ...standingNow(state, promise),
      history: record?.promises[promise.id] ?? null,
    })),
    record: record === null ? null : { asOfMs, months, paid, medianPayMs },
  };
}

const NOTHING: Omit<PublicRecord, 'promises'> = { asOfMs: 0, months: [], paid: { minor: 0, customers: 0 }, medianPayMs: null };

const STATES: { readonly [S in LineState]: PublicState } = {
  'on-track': 'kept',
  kept: 'kept',
  'at-risk': 'kept',
  likely: 'kept',
  broken: 'broken',
  'no-data': 'no-data',
  idle: 'idle',
};
const WORST_FIRST: readonly PublicState[] = ['broken', 'no-data', 'kept', 'idle'];

/** As its worst group stands: what was promised to one customer was promised. */
function standingNow(state: EngineState, { id, kind }: BookPromise): Pick<PublicRow, 'state' | 'brokenSinceMs'> {
  const lines = kind === 'availability' ? subjectLinesOf(state, id) : linesOfPromise(state, id);
  const states = new Set(lines.map((line) => STATES[line.state]));
  const since = lines.filter((line) => line.state === 'broken').map(({ sinceAtMs }) => sinceAtMs);
  return {
    state: WORST_FIRST.find((each) => states.has(each)) ?? 'idle',
    brokenSinceMs: since.length === 0 ? null : since.reduce((least, atMs) => Math.min(least, atMs)),
  };
}
