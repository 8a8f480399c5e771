import type { Obligation } from '../../clock/index.ts';
import {
  type EngineState,
  entriesOfObligation,
  entriesOfWindow,
  type LedgerEntry,
  standingsFrom,
  standOfLine,
  standOfSubject,
  type WindowStand,
} from '../../engine/index.ts';
import { decimalText } from '../../number/index.ts';
import { formulaOf, minorDigitsOf } from '../../remedy/index.ts';
import { compareText } from '../../text/index.ts';
import { byPromise } from '../by-promise.ts';
import { subjectsInOrder } from '../explain/availability-windows.ts';
import type { LedgerLine } from '../explain/judge-line.ts';
import { linesOfKind, windowsOf } from '../explain/window-lines.ts';

/** The whole ledger: what obligations owe in the order given, then what missed windows do. */
export function* ledgerEntries(state: EngineState, obligations: Iterable<Obligation>): Generator<LedgerEntry> {
  for (const obligation of obligations) yield* entriesOfObligation(state, obligation);
  yield* windowEntries(state);
}

/** What missed windows that are over owe: by promise, group and start, then in the book's order of remedies, bills by subject (MON-4). */
function* windowEntries(state: EngineState): Generator<LedgerEntry> {
  for (const stand of byPromise(lineStands(state), subjectStands(state))) {
    const { remedies } = stand.terms;
    const entries = entriesOfWindow(state, stand);
    yield* entries.toSorted((a, b) => remedies.indexOf(a.remedy) - remedies.indexOf(b.remedy) || compareText(a.subject, b.subject));
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

/** What a line of the ledger says, whether it is written yet or not. */
export type SaidLine = Pick<LedgerEntry, 'promise' | 'remedy' | 'subject' | 'payee' | 'minor' | 'value' | 'points' | 'state'>;

/** A line of the ledger as `kept judge` prints it. */
export function ledgerLine({ book: { currency } }: EngineState, entry: SaidLine): LedgerLine {
  const { promise, remedy, subject, payee, minor, value, points, state } = entry;
  return {
    kind: 'ledger',
    promise,
    subject,
    payee: payee.id,
    payee_role: payee.role,
    amount: decimalText(BigInt(minor), minorDigitsOf(currency)),
    currency,
    ...(remedy.kind === 'do' ? { deed: remedy.deed } : {}),
    ...(remedy.isInternal ? { internal: true } : {}),
    state,
    formula: formulaOf(remedy, { currency, points, value }),
  };
}
