import type { Obligation } from '../../clock/index.ts';
import { type Debt, debtsIfBroken, type EngineState } from '../../engine/index.ts';
import type { OwedLine } from '../explain/explanation.ts';
import { entriesFor } from './entries-for.ts';
import { ledgerLine, type SaidLine } from './ledger-line.ts';

/** What an obligation owes, else what it would owe if it broke; nothing where it cannot break any more. */
export function owedByObligation(state: EngineState, obligation: Obligation): readonly OwedLine[] {
  const entries = entriesFor(state, obligation);
  if (entries.length > 0) return entries.map((entry) => owedLine(state, entry));
  if (obligation.state === 'kept' || obligation.state === 'excluded') return [];
  return debtsIfBroken(state, obligation).map((debt) => wouldOwe(state, debt, obligation));
}

/** A line of the ledger as an explanation has it. */
export function owedLine(state: EngineState, entry: SaidLine): OwedLine {
  const { kind, promise, ...line } = ledgerLine(state, entry);
  return line;
}

function wouldOwe(state: EngineState, debt: Debt, { promise }: Obligation): OwedLine {
  return { ...owedLine(state, { ...debt, promise, state: 'owed' }), state: 'would-owe' };
}
