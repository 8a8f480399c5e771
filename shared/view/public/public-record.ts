import type { EngineState, LedgerEntry } from '../../engine/index.ts';
import { wholeLedger } from '../money/whole-ledger.ts';
import { lastMonths, monthNames, type PublicMonth, publicMonths } from './public-months.ts';
import { publicPromises } from './public-promises.ts';

/** Money in minor units, and how many get it. */
export type PublicMoney = { readonly minor: number; readonly customers: number };

/** What lies behind one promise. */
export type PublicHistory = {
  /** None where its window rolls. */
  readonly months: readonly PublicMonth[];
  /** Settled since the first of the months. */
  readonly paid: PublicMoney;
  /** Owed and not settled yet, whenever it broke. */
  readonly owed: PublicMoney;
};

/**
 * What is told of the past on the customers' pages: it is folded over all windows and the whole ledger, so it is worked out seldom and
 * beside the live engine. Plain data.
 */
export type PublicRecord = {
  /** As of when. */
  readonly asOfMs: number;
  /** Names of the months, the oldest first. */
  readonly months: readonly string[];
  readonly promises: { readonly [id: string]: PublicHistory };
  /** Over all promises; who was paid by two is one. */
  readonly paid: PublicMoney;
  /** Half of what was settled took at most so long from the breach, in ms; `null` where nothing was. */
  readonly medianPayMs: number | null;
};

/** The record of the public promises alone (PUB-1): no line that is internal, and of money the sums (PUB-3). */
export function publicRecord(state: EngineState): PublicRecord {
  const promises = publicPromises(state);
  const ids = new Set(promises.map(({ id }) => id));
  const sinceAtMs = lastMonths(state)[0]?.fromAtMs ?? 0;
  const lines = [...wholeLedger(state)].filter(({ promise, remedy }) => ids.has(promise) && !remedy.isInternal && remedy.kind === 'pay');
  const paid = lines.filter((line) => line.state === 'settled' && (line.closed?.atMs ?? 0) >= sinceAtMs);
  const owed = lines.filter((line) => line.state === 'owed');
  const of = (all: readonly LedgerEntry[], id: string) => moneyOf(all.filter(({ promise }) => promise === id));
  return {
    asOfMs: state.nowAtMs,
    months: monthNames(state),
    promises: Object.fromEntries(
      promises.map((promise) => [
        promise.id,
        { months: publicMonths(state, promise), paid: of(paid, promise.id), owed: of(owed, promise.id) },
      ]),
    ),
    paid: moneyOf(paid),
    medianPayMs: medianOf(paid.flatMap(({ owedAtMs, closed }) => (owedAtMs === null || closed === null ? [] : closed.atMs - owedAtMs))),
  };
}

function moneyOf(lines: readonly LedgerEntry[]): PublicMoney {
  const payees = new Set(lines.map(({ payee, subject }) => payee.id ?? `/${subject}`));
  return { minor: lines.reduce((sum, { minor }) => sum + minor, 0), customers: payees.size };
}

/** The smaller of the two in the middle. */
function medianOf(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.ceil(sorted.length / 2) - 1] ?? null;
}
