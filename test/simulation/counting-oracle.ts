import type { KeptEvent } from '../../shared/event/index.ts';
import { boundsOf } from './counting-world.ts';
import { MINUTE_MS } from './world.ts';

/** One window as the oracle counts it: what is judged, without verdicts. */
export type OracleWindow = {
  readonly line: string;
  readonly fromAtMs: number;
  readonly toAtMs: number;
  readonly good: number;
  readonly all: number;
  readonly value: number | null;
};

const timeOf = (event: KeptEvent) => Date.parse(event.time);
const within = (events: readonly KeptEvent[], [fromAtMs, toAtMs]: readonly [number, number]) =>
  events.filter((event) => timeOf(event) >= fromAtMs && timeOf(event) < toAtMs);

/** What is known at an instant, without what was corrected. */
function knownAt(events: readonly KeptEvent[], asOfMs: number): readonly KeptEvent[] {
  const known = events.filter((event) => timeOf(event) <= asOfMs);
  const replaced = new Set(known.map((event) => event.data['replaces']));
  return known.filter((event) => !replaced.has(event.id));
}

/** Every window of the counting book as of an instant, counted from the whole list each time. */
export function* oracleWindows(events: readonly KeptEvent[], asOfMs: number): Generator<OracleWindow> {
  const known = knownAt(events, asOfMs);
  const of = (...types: readonly string[]) => known.filter((event) => types.includes(event.type));
  for (const site of ['A', 'B']) {
    const here = known.filter((event) => event.data['site'] === site);
    const typed = (...types: readonly string[]) => here.filter((event) => types.includes(event.type));
    yield* calendarCount(`daily/${site}`, 'day', typed('fall.seen'), null, asOfMs);
    yield* calendarCount(`rate/${site}`, 'week', typed('fall.seen'), typed('trip.run'), asOfMs);
    yield* rollingCount(`lately/${site === 'A' ? 'north' : 'south'}`, 90, typed('fall.seen'), null, asOfMs);
    yield* rollingRatio(`calls-lately/${site}`, 45, typed('call.answered'), typed('call.answered', 'call.missed'), asOfMs);
  }
  yield* rollingCount('rate-lately', 24 * 60, of('fall.seen'), of('trip.run'), asOfMs);
  yield* calendarCount('shifts', 'shift', of('fall.seen', 'call.missed'), null, asOfMs);
  if (of('ticket.opened').length > 0) yield rollingTickets(known, asOfMs);
}

function* calendarCount(
  line: string,
  kind: 'day' | 'week' | 'shift',
  counted: readonly KeptEvent[],
  base: readonly KeptEvent[] | null,
  asOfMs: number,
): Generator<OracleWindow> {
  const marks = [...counted, ...(base ?? [])].map(timeOf);
  if (marks.length === 0) return;
  for (let [fromAtMs, toAtMs] = boundsOf(kind, Math.min(...marks)); fromAtMs <= asOfMs; [fromAtMs, toAtMs] = boundsOf(kind, toAtMs)) {
    yield countOver(line, [fromAtMs, toAtMs], counted, base);
  }
}

function* rollingCount(
  line: string,
  minutes: number,
  counted: readonly KeptEvent[],
  base: readonly KeptEvent[] | null,
  asOfMs: number,
): Generator<OracleWindow> {
  if (counted.length + (base?.length ?? 0) > 0) yield countOver(line, rollingAt(minutes, asOfMs), counted, base);
}

function* rollingRatio(
  line: string,
  minutes: number,
  good: readonly KeptEvent[],
  all: readonly KeptEvent[],
  asOfMs: number,
): Generator<OracleWindow> {
  const [fromAtMs, toAtMs] = rollingAt(minutes, asOfMs);
  const [goods, alls] = [within(good, [fromAtMs, toAtMs]).length, within(all, [fromAtMs, toAtMs]).length];
  if (all.length > 0) yield { line, fromAtMs, toAtMs, good: goods, all: alls, value: alls === 0 ? null : goods / alls };
}

function countOver(
  line: string,
  [fromAtMs, toAtMs]: readonly [number, number],
  counted: readonly KeptEvent[],
  base: readonly KeptEvent[] | null,
): OracleWindow {
  const all = within(counted, [fromAtMs, toAtMs]).length;
  const sum = within(base ?? [], [fromAtMs, toAtMs]).reduce((total, event) => total + Number(event.data['riders']), 0);
  const value = base === null ? all : sum === 0 ? null : (all * 1000) / sum;
  return { line, fromAtMs, toAtMs, good: 0, all, value };
}

function rollingAt(minutes: number, asOfMs: number): readonly [number, number] {
  const toAtMs = Math.floor(asOfMs / MINUTE_MS) * MINUTE_MS;
  return [toAtMs - minutes * MINUTE_MS, toAtMs];
}

/** By the due, half an hour after the opening, and by what is known now. */
function rollingTickets(known: readonly KeptEvent[], asOfMs: number): OracleWindow {
  const [fromAtMs, toAtMs] = rollingAt(180, asOfMs);
  const opened = known.filter((event) => event.type === 'ticket.opened');
  const tickets = opened.map((event) => {
    const dueAtMs = timeOf(event) + 30 * MINUTE_MS;
    const done = known.find((other) => other.type === 'ticket.contacted' && other.subject === event.subject);
    return { dueAtMs, isKept: done !== undefined && timeOf(done) <= dueAtMs, isOver: asOfMs > dueAtMs };
  });
  const due = tickets.filter(({ dueAtMs, isKept, isOver }) => dueAtMs >= fromAtMs && dueAtMs < toAtMs && (isKept || isOver));
  const good = due.filter(({ isKept }) => isKept).length;
  return { line: 'answered-lately', fromAtMs, toAtMs, good, all: due.length, value: due.length === 0 ? null : good / due.length };
}

const KEEPS: { readonly [promise: string]: (value: number) => boolean } = {
  'answered-lately': (share) => share >= 0.8,
  'calls-lately': (share) => share >= 0.8,
  daily: (falls) => falls <= 4,
  lately: (falls) => falls <= 1,
  rate: (falls) => falls <= 2.5,
  'rate-lately': (falls) => falls <= 2.5,
  shifts: (falls) => falls >= 2,
};

/** The verdict by the figures of a window, as the book's targets say. */
export function oracleState({ line, value }: OracleWindow): 'idle' | 'kept' | 'broken' {
  if (value === null) return 'idle';
  return KEEPS[line.split('/', 1)[0] ?? '']?.(value) ? 'kept' : 'broken';
}
