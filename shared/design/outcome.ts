import type { BookPromise, Ratio } from '../book/index.ts';
import type { Span } from '../calendar/index.ts';
import type { Obligation } from '../clock/index.ts';
import {
  closingVerdict,
  type EngineState,
  entriesOfObligation,
  entriesOfWindow,
  type Line,
  promiseAt,
  rolls,
  standingsFrom,
  standOfLine,
  standOfSubject,
  uptimeVerdict,
} from '../engine/index.ts';
import type { Tally } from '../measure/index.ts';
import { linesOfKind, subjectsInOrder, windowsOf } from '../view/index.ts';
import { isOverIn, opensIn } from './asked-span.ts';
import { addMoney } from './standing-money.ts';
import type { Work } from './work.ts';

/** How one promise did over a span: what `kept judge` says of it, added up. Plain data, and so is all that is made of it. */
export type Outcome = {
  readonly promise: string;
  readonly kind: BookPromise['kind'];
  /** Of a deadline promise, the obligations that opened in the span; zeros for the others. */
  readonly kept: number;
  readonly broken: number;
  readonly open: number;
  readonly excluded: number;
  readonly noData: number;
  /** Windows that lie in the span and are over: of a deadline, the periods that it is judged over, of all groups together. */
  readonly windowsKept: number;
  readonly windowsBroken: number;
  readonly windowsNoData: number;
  /**
   * What was good, of how much: finished obligations; what the windows of a share hold together; seconds up of an availability.
   * `null` where such parts cannot be added up: of a count, a mean over days and a statistic.
   */
  readonly good: number | null;
  readonly all: number | null;
  /** What is owed for it, and fines of the organisation's own people, in minor units of the book's currency. */
  readonly owedMinor: number;
  readonly finedMinor: number;
};

type Sum = { -readonly [key in keyof Outcome]: Outcome[key] };

/** Items between two turns. */
const PIECE_ITEMS = 20_000;

/** Every promise of the book's latest version, in its order, then those that only earlier ones have. */
export function* outcomesOf(state: EngineState, span: Span): Work<readonly Outcome[]> {
  const sums = new Map<string, Sum>();
  for (const { promises } of state.book.versions.toReversed())
    for (const { id, kind } of promises) if (!sums.has(id)) sums.set(id, emptySum(id, kind));
  yield* addObligations(state, span, sums);
  addLines(state, span, sums);
  addSubjects(state, span, sums);
  return [...sums.values()];
}

function emptySum(promise: string, kind: BookPromise['kind']): Sum {
  const counts = { kept: 0, broken: 0, open: 0, excluded: 0, noData: 0, windowsKept: 0, windowsBroken: 0, windowsNoData: 0 };
  return { promise, kind, ...counts, good: null, all: null, owedMinor: 0, finedMinor: 0 };
}

function* addObligations(state: EngineState, span: Span, sums: ReadonlyMap<string, Sum>): Work<void> {
  let [items, total] = [0, Math.max(1, state.items.size)];
  for (const { obligations } of state.items.values()) {
    for (const obligation of obligations) {
      const sum = sums.get(obligation.promise);
      if (sum === undefined || obligation.stage !== null || !opensIn(span, obligation.openedAtMs)) continue;
      addVerdict(sum, obligation.state);
      addMoney(sum, entriesOfObligation(state, obligation));
    }
    items += 1;
    if (items % PIECE_ITEMS === 0) yield Math.min(1, items / total);
  }
  for (const sum of sums.values()) if (sum.kind === 'deadline') [sum.good, sum.all] = [sum.kept, sum.kept + sum.broken];
}

const COUNTED_AS = {
  open: 'open',
  stopped: 'open',
  kept: 'kept',
  broken: 'broken',
  excluded: 'excluded',
  'no-data': 'noData',
} as const satisfies { readonly [verdict in Obligation['state']]: keyof Sum };

function addVerdict(sum: Sum, verdict: Obligation['state']): void {
  sum[COUNTED_AS[verdict]] += 1;
}

function addLines(state: EngineState, span: Span, sums: ReadonlyMap<string, Sum>): void {
  for (const line of linesOfKind(state, ['deadline', 'ratio', 'count'])) {
    const sum = sums.get(line.promise);
    if (sum === undefined || rolls(line) || (sum.kind === 'deadline' && line.group !== null)) continue;
    for (const tally of windowsOf(state, line)) if (isOverIn(span, tally, state.nowAtMs)) addWindow(state, line, tally, sum);
  }
}

function addWindow(state: EngineState, line: Line, tally: Tally, sum: Sum): void {
  addWindowVerdict(sum, closingVerdict(state, line, tally));
  if (isShare(promiseAt(state, line.promise, tally.fromAtMs))) addParts(sum, tally.kept, tally.kept + tally.broken);
  const stand = standOfLine(state, line, tally);
  if (stand !== null) addMoney(sum, entriesOfWindow(state, stand));
}

function isShare(promise: BookPromise): promise is Ratio {
  return promise.kind === 'ratio' && promise.measure.kind === 'share';
}

function addSubjects(state: EngineState, span: Span, sums: ReadonlyMap<string, Sum>): void {
  for (const line of subjectsInOrder(state)) {
    const sum = sums.get(line.promise);
    if (sum === undefined) continue;
    for (const standing of standingsFrom(state, line)) {
      if (!isOverIn(span, standing.window, state.nowAtMs)) continue;
      addWindowVerdict(sum, uptimeVerdict(state, standing));
      addParts(sum, standing.upMs / 1000, standing.countedMs / 1000);
      const stand = standOfSubject(state, line, standing);
      if (stand !== null) addMoney(sum, entriesOfWindow(state, stand));
    }
  }
}

function addWindowVerdict(sum: Sum, verdict: ReturnType<typeof closingVerdict>): void {
  if (verdict === 'kept') sum.windowsKept += 1;
  if (verdict === 'broken') sum.windowsBroken += 1;
  if (verdict === 'no-data') sum.windowsNoData += 1;
}

function addParts(sum: Sum, good: number, all: number): void {
  sum.good = (sum.good ?? 0) + good;
  sum.all = (sum.all ?? 0) + all;
}
