import { zonedText } from '../../calendar/index.ts';
import type { EngineState, LedgerEntry, LedgerState } from '../../engine/index.ts';
import { periodNameOf, windowAt } from '../../measure/index.ts';
import { decimalText } from '../../number/index.ts';
import { minorDigitsOf } from '../../remedy/index.ts';
import { compareText } from '../../text/index.ts';
import { bandOf, expectedMinor, risksOf } from './money-at-risk.ts';
import { wholeLedger } from './whole-ledger.ts';

/** What is owed, and what may come. Amounts are decimal text in `currency`; instants and days are of the book's zone. */
export type MoneyReport = {
  readonly as_of: string;
  readonly zone: string;
  readonly currency: string;
  readonly by_promise: readonly MoneyTotal[];
  /** By the local day on which it became owed, `2026-06-18`; `null` for what is not owed yet. */
  readonly by_day: readonly MoneyTotal[];
  /** By the `site` of the opening, else by the group; `null` where neither is known. */
  readonly by_site: readonly MoneyTotal[];
  /** Chance × amount, over all that is open and every window of now. */
  readonly at_risk: { readonly amount: string; readonly obligations: number; readonly windows: number };
  readonly month_end: MonthEnd;
};

/** Amounts by where their lines stand; only states that occur. Internal lines are fines of the organisation's own people. */
export type MoneyTotal = {
  readonly key: string | null;
  readonly external: Amounts;
  readonly internal: Amounts;
};

export type Amounts = { readonly [state in LedgerState]?: string };

/** What will be owed of a month when it is over: what is, and of what falls to be decided in it the expected amount with its band. */
export type MonthEnd = {
  readonly month: string;
  readonly until: string;
  readonly owed: string;
  readonly expected: string;
  readonly low: string;
  readonly high: string;
};

type MoneyState = Pick<EngineState, 'book' | 'nowAtMs'>;

export function moneyReport(state: EngineState): MoneyReport {
  const { zone, currency } = state.book;
  const entries = [...wholeLedger(state)];
  const risks = [...risksOf(state)];
  const dayOf = ({ owedAtMs }: LedgerEntry) => (owedAtMs === null ? null : zonedText(zone, owedAtMs).slice(0, 10));
  return {
    as_of: zonedText(zone, state.nowAtMs),
    zone: zone.id,
    currency,
    by_promise: totalsBy(state, entries, ({ promise }) => promise),
    by_day: totalsBy(state, entries, dayOf),
    by_site: totalsBy(state, entries, siteOf),
    at_risk: {
      amount: amountOf(state, expectedMinor(risks)),
      obligations: risks.filter(({ kind }) => kind === 'obligation').length,
      windows: risks.filter(({ kind }) => kind === 'window').length,
    },
    month_end: monthEnd(state, entries, risks),
  };
}

/** Where it happened: the opening's `site`, else the group of the obligation or of the window. */
export function siteOf({ cause }: Pick<LedgerEntry, 'cause'>): string | null {
  if (cause.kind === 'window') return cause.group;
  const { site } = cause.obligation.opening;
  return typeof site === 'string' && site !== '' ? site : cause.obligation.group;
}

function totalsBy(state: MoneyState, entries: readonly LedgerEntry[], keyOf: (entry: LedgerEntry) => string | null): readonly MoneyTotal[] {
  return [...Map.groupBy(entries, keyOf)]
    .sort(([a], [b]) => Number(a === null) - Number(b === null) || compareText(a ?? '', b ?? ''))
    .map(([key, lines]) => ({
      key,
      external: amountsOf(
        state,
        lines.filter(({ remedy }) => !remedy.isInternal),
      ),
      internal: amountsOf(
        state,
        lines.filter(({ remedy }) => remedy.isInternal),
      ),
    }));
}

function amountsOf(state: MoneyState, entries: readonly LedgerEntry[]): Amounts {
  const money = entries.filter(({ remedy }) => remedy.kind === 'pay');
  const byState = [...Map.groupBy(money, (entry) => entry.state)].sort(([a], [b]) => compareText(a, b));
  return Object.fromEntries(byState.map(([where, lines]) => [where, amountOf(state, sumOf(lines))]));
}

function sumOf(entries: readonly LedgerEntry[]): number {
  return entries.reduce((sum, { minor }) => sum + minor, 0);
}

/** To the nearest minor unit; only an expectation has parts of one. */
function amountOf({ book: { currency } }: MoneyState, minor: number): string {
  return decimalText(BigInt(Math.round(minor)), minorDigitsOf(currency));
}

/** What became owed in a month stays owed whatever happens to it later, unless it is waived or rejected. */
const STANDS: ReadonlySet<LedgerState> = new Set(['owed', 'settled', 'difference']);

function monthEnd(state: MoneyState, entries: readonly LedgerEntry[], risks: Parameters<typeof bandOf>[0]): MonthEnd {
  const { zone } = state.book;
  const month = windowAt('month', zone, state.nowAtMs);
  const isIn = (atMs: number | null) => atMs !== null && atMs >= month.fromAtMs && atMs < month.toAtMs;
  const owed = sumOf(entries.filter((entry) => !entry.remedy.isInternal && STANDS.has(entry.state) && isIn(entry.owedAtMs)));
  // A window that ends with the month is decided at its very end.
  const toCome = bandOf(risks.filter(({ decidedAtMs }) => decidedAtMs !== null && decidedAtMs <= month.toAtMs));
  return {
    month: periodNameOf('month', zone, month) ?? '',
    until: zonedText(zone, month.toAtMs),
    owed: amountOf(state, owed),
    expected: amountOf(state, owed + toCome.mean),
    low: amountOf(state, owed + toCome.low),
    high: amountOf(state, owed + toCome.high),
  };
}
