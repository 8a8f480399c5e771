import type { KeptEvent } from '../../shared/event/index.ts';
import type { ObligationLine } from '../../shared/view/index.ts';
import { isOffice, measuredBounds } from './measures-world.ts';
import { HOUR_MS, MINUTE_MS } from './world.ts';

/** A case that counts in a line: when, whether it is good, and its value in millionths. */
type Case = { readonly line: string; readonly atMs: number; readonly isGood: boolean; readonly value: bigint | null };
type Kind = 'hour' | 'day' | 'week' | { readonly rollingMs: number };
type Statistic = 'mean' | 'median' | 'p90' | 'p95' | 'daily' | 'busy';
export type MeasuredWindow = {
  readonly line: string;
  readonly fromAtMs: number;
  readonly good: number;
  readonly all: number;
  readonly value: string | null;
  readonly state: string;
};

const MILLION = 1_000_000n;
const SECOND_VERSION_MS = Date.parse('2013-03-10T00:00:00-05:00');
const timeOf = (event: KeptEvent) => Date.parse(event.time);
const isSecond = (atMs: number) => atMs >= SECOND_VERSION_MS;

/** A number or its text in millionths; nothing else is a number. */
function millionths(value: unknown): bigint | null {
  const text = typeof value === 'number' || typeof value === 'string' ? String(value) : '';
  if (!/^-?\d+(\.\d+)?$/.test(text)) return null;
  const [whole = '', part = ''] = text.replace('-', '').split('.');
  const size = BigInt(whole) * MILLION + BigInt(part.padEnd(6, '0'));
  return text.startsWith('-') ? -size : size;
}

/** Every window that holds something, worked out from the whole list and the verdicts of the obligations. */
export function measuredWindows(
  events: readonly KeptEvent[],
  obligations: readonly ObligationLine[],
  asOfMs: number,
): readonly MeasuredWindow[] {
  const past = events.filter((event) => timeOf(event) <= asOfMs);
  const replaced = new Set(past.map((event) => event.data['replaces']));
  const known = past.filter((event) => !replaced.has(event.id));
  const weightAt = (site: unknown, atMs: number) =>
    millionths(known.findLast((event) => event.type === 'register.put' && event.subject === site && timeOf(event) <= atMs)?.data['weight']);
  const calls = known.filter((event) => event.type.startsWith('call.'));
  const call = (line: (event: KeptEvent) => string, value: (event: KeptEvent, windowAtMs: number) => bigint | null, kind: Kind) =>
    windows(
      kind,
      asOfMs,
      calls.map((event) => {
        const governedAtMs = typeof kind === 'object' ? timeOf(event) : measuredBounds(kind, timeOf(event))[0];
        return { line: line(event), atMs: timeOf(event), isGood: event.type === 'call.answered', value: value(event, governedAtMs) };
      }),
    );
  const late = (event: KeptEvent, atMs: number) => millionths(event.data[isSecond(atMs) ? 'late' : 'wait']);
  const decided = obligations.filter(({ state }) => state === 'kept' || state === 'broken');
  const dataOf = ({ subject }: ObligationLine) =>
    known.find((event) => event.type === 'fault.opened' && event.subject === subject)?.data ?? {};
  const at = (text: string | null) => (text === null ? null : Date.parse(text));
  const dueOf = (line: ObligationLine) => at(line.due) ?? (at(line.opens) as number);
  const fault = (
    lineOf: (line: ObligationLine) => string,
    atOf: (line: ObligationLine) => number,
    value: (line: ObligationLine) => bigint | null,
    kind: Kind,
  ) =>
    windows(
      kind,
      asOfMs,
      decided.map((line) => ({ line: lineOf(line), atMs: atOf(line), isGood: line.state === 'kept', value: value(line) })),
    );
  const opensOf = (line: ObligationLine) => at(line.opens) as number;
  const finishedOf = (line: ObligationLine) => (line.state === 'kept' ? (at(line.met) as number) : dueOf(line) + 1);
  const elapsed = (line: ObligationLine) => (line.met === null ? null : BigInt((at(line.met) as number) - opensOf(line)) * 1_000n);
  const repair = (line: ObligationLine) => {
    if (line.met === null || isSecond(measuredBounds('day', dueOf(line))[0])) return elapsed(line);
    const marks = known.filter((event) => event.subject === line.subject);
    return BigInt(workedMinutes(marks, opensOf(line), at(line.met) as number) * 60) * MILLION;
  };
  const site = (line: ObligationLine) => dataOf(line)['site'];
  return [
    ...call(({ data }) => `wait/${data['site']}`, late, 'week'),
    ...call(
      () => 'hourly',
      ({ data }) => millionths(data['wait']),
      'hour',
    ),
    ...call(({ data }) => `lately/${data['site']}`, late, { rollingMs: 90 * MINUTE_MS }),
    ...call(
      () => 'weight',
      (event) => weightAt(event.data['site'], timeOf(event)),
      'day',
    ),
    ...fault(() => 'repair', dueOf, repair, 'day'),
    ...fault((line) => `took/${site(line)}`, finishedOf, elapsed, 'week'),
    ...fault(
      () => 'sizes',
      opensOf,
      (line) => millionths(dataOf(line)['size']),
      { rollingMs: 5 * HOUR_MS },
    ),
    ...fault(
      () => 'weights',
      opensOf,
      (line) => weightAt(site(line), opensOf(line)),
      'day',
    ),
    ...fault(
      () => 'daily',
      dueOf,
      () => null,
      'week',
    ),
    ...fault(
      () => 'busy',
      opensOf,
      () => null,
      'week',
    ),
  ].sort((a, b) => (a.line < b.line ? -1 : a.line > b.line ? 1 : a.fromAtMs - b.fromAtMs));
}

/** Minute by minute. A mark of waiting that comes while one holds is nothing, and neither is a resumption without. */
function workedMinutes(marks: readonly KeptEvent[], fromAtMs: number, toAtMs: number): number {
  let [minutes, isWaiting] = [0, false];
  const first = Math.min(fromAtMs, ...marks.map(timeOf));
  for (let atMs = first; atMs < toAtMs; atMs += MINUTE_MS) {
    const here = marks.filter((event) => timeOf(event) === atMs).map(({ type }) => type);
    const [ends, begins] = [here.includes('fault.resumed'), here.includes('fault.waiting')];
    if (ends && begins) isWaiting &&= false;
    else if (ends) isWaiting = false;
    else if (begins) isWaiting = true;
    if (atMs >= fromAtMs && !isWaiting && isOffice(atMs)) minutes += 1;
  }
  return minutes;
}

function windows(kind: Kind, asOfMs: number, cases: readonly Case[]): readonly MeasuredWindow[] {
  const groups = new Map<string, { readonly line: string; readonly fromAtMs: number; readonly cases: Case[] }>();
  const rollingTo = asOfMs - (asOfMs % MINUTE_MS);
  for (const each of cases) {
    const fromAtMs = typeof kind === 'object' ? rollingTo - kind.rollingMs : measuredBounds(kind, each.atMs)[0];
    if (typeof kind === 'object' && (each.atMs < fromAtMs || each.atMs >= rollingTo)) continue;
    const key = `${each.line} ${fromAtMs}`;
    if (!groups.has(key)) groups.set(key, { line: each.line, fromAtMs, cases: [] });
    groups.get(key)?.cases.push(each);
  }
  return [...groups.values()].map(({ line, fromAtMs, cases: inside }) => {
    const [n, d] = figure(statisticOf(line.split('/')[0] as string, fromAtMs), inside) ?? [0n, 0n];
    const good = inside.filter(({ isGood }) => isGood).length;
    const state = d === 0n ? 'idle' : KEEPS[line.split('/')[0] as string]?.(n, d) ? 'kept' : 'broken';
    return { line, fromAtMs, good, all: inside.length, value: d === 0n ? null : `${n}/${d}`, state };
  });
}

function statisticOf(promise: string, atMs: number): Statistic {
  if (promise === 'wait') return isSecond(atMs) ? 'p90' : 'median';
  if (promise === 'lately') return isSecond(atMs) ? 'mean' : 'p95';
  if (promise === 'repair') return isSecond(atMs) ? 'mean' : 'median';
  const fixed: { readonly [promise: string]: Statistic } = { hourly: 'mean', weight: 'p90', took: 'mean', sizes: 'p90', weights: 'median' };
  return fixed[promise] ?? (promise as Statistic);
}

const KEEPS: { readonly [promise: string]: (n: bigint, d: bigint) => boolean } = {
  wait: (n, d) => n <= 30n * d,
  hourly: (n, d) => n >= 10n * d,
  lately: (n, d) => n < 120n * d,
  weight: (n, d) => n > 3n * d,
  repair: (n, d) => n <= 7_200n * d,
  took: (n, d) => n <= 14_400n * d,
  sizes: (n, d) => 2n * n <= 15n * d,
  weights: (n, d) => n <= 3n * d,
  daily: (n, d) => 2n * n >= d,
  busy: (n, d) => 2n * n >= d,
};

function figure(statistic: Statistic, cases: readonly Case[]): readonly [bigint, bigint] | null {
  if (statistic === 'daily' || statistic === 'busy') return meanOfDays(cases, statistic);
  const values = cases.flatMap(({ value }) => value ?? []).sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const count = BigInt(values.length);
  if (count === 0n) return null;
  const at = (rank: number) => values[rank - 1] as bigint;
  if (statistic === 'mean')
    return lowest(
      values.reduce((sum, value) => sum + value, 0n),
      count * MILLION,
    );
  if (statistic === 'median') return lowest(at(Math.floor((values.length + 1) / 2)) + at(Math.floor(values.length / 2) + 1), 2n * MILLION);
  const percent = statistic === 'p90' ? 90n : 95n;
  return lowest(at(Number((percent * count + 99n) / 100n)), MILLION);
}

/** Of each day all cases, or those of its busiest hour since midnight, the earliest on a tie. */
function meanOfDays(cases: readonly Case[], statistic: 'daily' | 'busy'): readonly [bigint, bigint] {
  const days = Map.groupBy(cases, ({ atMs }) => measuredBounds('day', atMs)[0]);
  let [n, d] = [0n, 1n];
  for (const [fromAtMs, all] of days) {
    const hours = [...Map.groupBy(all, ({ atMs }) => Math.floor((atMs - fromAtMs) / HOUR_MS))];
    const [, busiest = []] = hours.sort((a, b) => b[1].length - a[1].length || a[0] - b[0])[0] ?? [];
    const counted = statistic === 'daily' ? all : busiest;
    const good = BigInt(counted.filter(({ isGood }) => isGood).length);
    [n, d] = lowest(n * BigInt(counted.length) + good * d, d * BigInt(counted.length));
  }
  return lowest(n, d * BigInt(days.size));
}

function lowest(n: bigint, d: bigint): readonly [bigint, bigint] {
  let [a, b] = [n < 0n ? -n : n, d];
  while (b !== 0n) [a, b] = [b, a % b];
  return a === 0n ? [0n, 1n] : [n / a, d / a];
}
