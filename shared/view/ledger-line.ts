import type { Remedy } from '../book/index.ts';
import type { Obligation } from '../clock/index.ts';
import { type EngineState, governingOf } from '../engine/index.ts';
import { add, type Rational, ZERO } from '../number/index.ts';
import { minorUnitsOf } from '../remedy/index.ts';
import type { LedgerLine } from './judge-line.ts';

/** What one obligation owes now, after all that was changed about it (MON-5). */
export function ledgerLine(state: EngineState, obligation: Obligation): LedgerLine {
  const { currency } = state.book;
  return {
    kind: 'ledger',
    promise: obligation.promise,
    subject: obligation.subject,
    payee: null, // No book names one yet.
    payee_role: null,
    amount: withPoint(String(obligation.owedMinor), String(minorUnitsOf(currency)).length - 1),
    currency,
    state: 'owed',
    formula: `${decimalText(fixedSum(governingOf(state, obligation).remedies))} ${currency}`,
  };
}

function fixedSum(remedies: readonly Remedy[]): Rational {
  return remedies.reduce((sum, remedy) => (remedy.kind === 'pay' && remedy.pay.kind === 'fixed' ? add(sum, remedy.pay.amount) : sum), ZERO);
}

/** The exact text of a fraction that is a decimal, as every amount in a book is. */
function decimalText({ n, d }: Rational): string {
  let [units, digits] = [n, 0];
  for (; units % d !== 0n; digits += 1) units *= 10n;
  return withPoint(String(units / d), digits);
}

/** `1250` with two digits is `12.50`. */
function withPoint(units: string, digits: number): string {
  const text = units.padStart(digits + 1, '0');
  return digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`;
}
