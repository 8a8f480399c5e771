import type { Obligation } from '../clock/index.ts';
import type { EngineState } from '../engine/index.ts';
import type { KeptEvent } from '../event/index.ts';
import { type JudgeLine, judgementLines } from '../view/index.ts';

/** How a promise did over the events given. */
export type Record = {
  /** Finished obligations, or windows that are over. */
  kept: number;
  broken: number;
  excluded: number;
  /** Obligations whose tier the promise has no limit for (OBL-5). */
  withoutLimit: number;
  /** Of kept obligations: the share of the time allowed that each took, in no order. */
  readonly usedShares: number[];
  /** Of windows that are over: the value reached, as a number for comparing at a glance. */
  readonly values: number[];
};

/** What is known of the past, for everything about a book that its text alone does not tell. */
export type History = {
  /** By promise; only those with something finished. */
  readonly records: ReadonlyMap<string, Record>;
  /** How many events of each type there were. */
  readonly types: ReadonlyMap<string, number>;
  /** `data.topic` of complaints filed and of feedback, with the promise that a complaint names. */
  readonly topics: readonly { readonly topic: string; readonly isComplaint: boolean; readonly promise: string | null }[];
};

export type Records = History['records'];

/** Reads the past off a state and the events that it was folded from. */
export function historyOf(state: EngineState, events: Iterable<KeptEvent>): History {
  return historyWith(recordsOf(state), events);
}

/** The same where the records were read off already. */
export function historyWith(records: Records, events: Iterable<KeptEvent>): History {
  const types = new Map<string, number>();
  const topics: History['topics'][number][] = [];
  for (const { type, data } of events) {
    types.set(type, (types.get(type) ?? 0) + 1);
    const isComplaint = type === 'complaint.filed';
    if (!(isComplaint || type === 'feedback.given') || typeof data['topic'] !== 'string') continue;
    topics.push({ topic: data['topic'], isComplaint, promise: typeof data['promise'] === 'string' ? data['promise'] : null });
  }
  return { records, types, topics };
}

export function recordsOf(state: EngineState): Records {
  const records = new Map<string, Record>();
  const of = (promise: string) =>
    records.getOrInsertComputed(promise, () => ({ kept: 0, broken: 0, excluded: 0, withoutLimit: 0, usedShares: [], values: [] }));
  for (const { obligations } of state.items.values())
    for (const obligation of obligations) if (obligation.stage === null) takeObligation(of, obligation);
  for (const line of judgementLines(state)) if (line.kind === 'window' && line.over) takeWindow(of, line);
  return records;
}

function takeObligation(of: (promise: string) => Record, obligation: Obligation): void {
  const { promise, state, openedAtMs, scheduledAtMs, dueAtMs, metAtMs, settlesAtMs } = obligation;
  if (state === 'no-data' && settlesAtMs === null) of(promise).withoutLimit += 1;
  if (state !== 'kept' && state !== 'broken' && state !== 'excluded') return;
  const record = of(promise);
  record[state] += 1;
  if (state !== 'kept' || dueAtMs === null || metAtMs === null) return;
  const startAtMs = scheduledAtMs ?? openedAtMs;
  if (dueAtMs > startAtMs) record.usedShares.push((metAtMs - startAtMs) / (dueAtMs - startAtMs));
}

function takeWindow(of: (promise: string) => Record, line: Extract<JudgeLine, { readonly kind: 'window' }>): void {
  if (line.state !== 'kept' && line.state !== 'broken') return;
  const record = of(line.promise);
  record[line.state] += 1;
  if (line.value === null) return;
  const [n = '0', d = '1'] = line.value.split('/');
  record.values.push(Number(n) / Number(d));
}
