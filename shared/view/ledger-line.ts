import type { Obligation } from '../clock/index.ts';
import {
  type Debt,
  debtsIfBroken,
  type EngineState,
  isOwingWindow,
  pointsNow,
  standingsFrom,
  standOfLine,
  standOfSubject,
  type WindowStand,
  windowDebts,
} from '../engine/index.ts';
import { decimalText } from '../number/index.ts';
import { formulaOf, minorDigitsOf } from '../remedy/index.ts';
import { compareText } from '../text/index.ts';
import { subjectsInOrder } from './availability-windows.ts';
import { byPromise } from './by-promise.ts';
import type { LedgerLine } from './judge-line.ts';
import { linesOfKind, windowsOf } from './window-lines.ts';

/** Whether an obligation makes lines: broken, and for certain (FEED-2). */
export function isOwing({ state, unconfirmed }: Obligation): boolean {
  return state === 'broken' && !unconfirmed;
}

/** What one obligation owes now, after all that was changed about it: a line for each remedy (MON-5). */
export function* obligationLedger(state: EngineState, obligation: Obligation): Generator<LedgerLine> {
  for (const debt of debtsIfBroken(state, obligation)) yield ledgerLine(state, obligation.promise, debt);
}

/** What missed windows that are over owe: by promise, group and start, then in the book's order of remedies, bills by subject (MON-4). */
export function* windowLedger(state: EngineState): Generator<LedgerLine> {
  for (const stand of byPromise(lineStands(state), subjectStands(state))) {
    if (!isOwingWindow(state, stand)) continue;
    const debts = [...windowDebts(state, stand, pointsNow(stand))];
    const order = [...new Set(debts.map(({ remedy }) => remedy))];
    debts.sort((a, b) => order.indexOf(a.remedy) - order.indexOf(b.remedy) || compareText(a.subject, b.subject));
    for (const debt of debts) yield ledgerLine(state, stand.promise, debt);
  }
}

function* lineStands(state: EngineState): Generator<WindowStand> {
  for (const line of linesOfKind(state, ['ratio', 'count'])) {
    if (!owesByWindow(state, line.promise)) continue;
    for (const tally of windowsOf(state, line)) {
      const stand = standOfLine(state, line, tally);
      if (stand !== null) yield stand;
    }
  }
}

function* subjectStands(state: EngineState): Generator<WindowStand> {
  for (const line of subjectsInOrder(state)) {
    if (!owesByWindow(state, line.promise)) continue;
    for (const standing of standingsFrom(state, line)) {
      const stand = standOfSubject(state, line, standing);
      if (stand !== null) yield stand;
    }
  }
}

/** In any version. */
function owesByWindow({ book }: EngineState, promiseId: string): boolean {
  return book.versions.some(({ promises }) => promises.some(({ id, remedies }) => id === promiseId && remedies.length > 0));
}

function ledgerLine(
  { book: { currency } }: EngineState,
  promise: string,
  { remedy, subject, payee, minor, value, points }: Debt,
): LedgerLine {
  return {
    kind: 'ledger',
    promise,
    subject,
    payee: payee.id,
    payee_role: payee.role,
    amount: decimalText(BigInt(minor), minorDigitsOf(currency)),
    currency,
    ...(remedy.kind === 'do' ? { deed: remedy.deed } : {}),
    state: 'owed',
    formula: formulaOf(remedy, { currency, points, value }),
  };
}
