import { zonedText } from '../calendar/index.ts';
import type { EngineState, LedgerEntry } from '../engine/index.ts';
import { openKey } from '../engine/index.ts';
import { formulaOf } from '../remedy/index.ts';
import { compareText } from '../text/index.ts';
import { labelOf, obligationReceiptPath, windowReceiptPath } from '../view/index.ts';
import { LEDGER_LINES_MAX } from './ask.ts';
import type { WeekLedger, WeekLedgerLine } from './ledger-of-week.ts';

/** A line of the ledger, and when the breach was that it is for. */
export type BrokenLine = { readonly entry: LedgerEntry; readonly brokenAtMs: number };

const WAITING_MAX = 5;
const WAITS: ReadonlySet<LedgerEntry['state']> = new Set(['owed', 'difference']);
const GIVEN_UP: ReadonlySet<LedgerEntry['state']> = new Set(['waived', 'rejected']);

/** What is owed for what broke in a span, whenever it became owed (REV-2). */
export function weekLedger(state: EngineState, broken: readonly BrokenLine[]): WeekLedger {
  const lines = broken.map((each) => lineOf(state, each)).sort((a, b) => b.brokenAtMs - a.brokenAtMs || compareText(a.id, b.id));
  const money = lines.filter(({ isInternal, deed }) => !isInternal && deed === null);
  const givenUp = money.filter((line) => GIVEN_UP.has(line.state));
  const waiting = lines.filter((line) => WAITS.has(line.state) && !line.isInternal).sort(byPayDay);
  return {
    lines: lines.slice(0, LEDGER_LINES_MAX),
    lineCount: lines.length,
    byState: sums(money, (line) => line.state).map(([where, sum]) => ({ state: where, ...sum })),
    byPromise: sums(money, (line) => line.promise).map(([promise, sum]) => ({ promise, ...sum })),
    waivedByReason: sums(givenUp, (line) => line.reason ?? '').map(([reason, sum]) => ({ reason, ...sum })),
    waitingLongest: waiting.slice(0, WAITING_MAX),
  };
}

type Sum = { readonly minor: number; readonly lines: number };

/** The largest first. */
function sums<K extends string>(lines: readonly WeekLedgerLine[], keyOf: (line: WeekLedgerLine) => K): readonly (readonly [K, Sum])[] {
  return [...Map.groupBy(lines, keyOf)]
    .map(([key, of]) => [key, { minor: of.reduce((sum, { minor }) => sum + minor, 0), lines: of.length }] as const)
    .sort(([a, x], [b, y]) => y.minor - x.minor || compareText(a, b));
}

function byPayDay(a: WeekLedgerLine, b: WeekLedgerLine): number {
  return (
    (a.payByMs ?? Number.POSITIVE_INFINITY) - (b.payByMs ?? Number.POSITIVE_INFINITY) ||
    a.brokenAtMs - b.brokenAtMs ||
    compareText(a.id, b.id)
  );
}

function lineOf(state: EngineState, { entry, brokenAtMs }: BrokenLine): WeekLedgerLine {
  const { promise, remedy, number, subject, cause, payee, minor, payByMs, closed } = entry;
  const { currency } = state.book;
  return {
    id: `${causeKey(cause)} ${number} ${subject}`,
    brokenAtMs,
    promise,
    subject,
    label: labelOf(subject),
    payee: payee.id ?? '',
    payeeRole: payee.role ?? '',
    isInternal: remedy.isInternal,
    formula: formulaOf(remedy, { currency, points: entry.points, value: entry.value }),
    deed: remedy.kind === 'do' ? remedy.deed : null,
    minor,
    state: entry.state,
    payByMs,
    isLate: WAITS.has(entry.state) && payByMs !== null && payByMs < state.nowAtMs,
    reason: closed?.reason ?? null,
    closedBy: closed?.by ?? null,
    history: historyOf(entry, brokenAtMs),
    receiptPath: `/receipts${receiptPath(state, entry)}`,
  };
}

function causeKey(cause: LedgerEntry['cause']): string {
  return cause.kind === 'obligation' ? openKey(cause.obligation) : `${cause.line} ${cause.fromAtMs}`;
}

function receiptPath(state: EngineState, { promise, cause }: LedgerEntry): string {
  if (cause.kind === 'obligation')
    return obligationReceiptPath({ id: openKey(cause.obligation), promise, subject: cause.obligation.subject });
  return windowReceiptPath({ promise, group: cause.group, from: zonedText(state.book.zone, cause.fromAtMs) });
}

function historyOf({ claimedAtMs, owedAtMs, closed, state }: LedgerEntry, brokenAtMs: number): WeekLedgerLine['history'] {
  return [
    { atMs: brokenAtMs, what: 'broken' as const, by: null },
    ...(claimedAtMs === null ? [] : [{ atMs: claimedAtMs, what: 'claimed' as const, by: null }]),
    ...(owedAtMs === null ? [] : [{ atMs: owedAtMs, what: 'owed' as const, by: null }]),
    ...(closed === null ? [] : [{ atMs: closed.atMs, what: state, by: closed.by }]),
  ].sort((a, b) => a.atMs - b.atMs);
}
