import type { Scope } from '../book/index.ts';
import { type Obligation, scopeAt } from '../clock/index.ts';
import { owedMinorFor, payeeOf, workedPayment } from '../remedy/index.ts';
import { governingOf } from './governing.ts';
import { type EngineState, openKey } from './state.ts';
import type { Debt } from './window-debts.ts';

/** What a breach of an obligation owes or would owe, in minor units; worked out once for an open one. */
export function owedIfBroken(state: EngineState, obligation: Obligation): number {
  const open = state.open.get(openKey(obligation));
  const reckon = () => owedMinorFor(governingOf(state, obligation).remedies, scopeFor(state, obligation), state.book.currency);
  if (open === undefined) return reckon();
  open.owedMinor ??= reckon();
  return open.owedMinor;
}

/** The lines that a breach of an obligation makes, by the book's order of remedies, whether it is broken or not. */
export function debtsIfBroken(state: EngineState, obligation: Obligation): readonly Debt[] {
  const { remedies } = governingOf(state, obligation);
  const scope = scopeFor(state, obligation);
  const grounds = { scope, currency: state.book.currency, points: null };
  return remedies.map((remedy) => {
    const worked = remedy.kind === 'do' ? { minor: 0, value: null } : workedPayment(remedy, grounds);
    const payee = payeeOf(remedy.kind === 'do' ? null : remedy.to, scope);
    return { remedy, subject: obligation.subject, payee, ...worked, points: null };
  });
}

/** What the values of its remedies read: the opening, and what it joins as of the opening. */
function scopeFor(state: EngineState, obligation: Obligation): Scope {
  const { subject, opening, openedAtMs } = obligation;
  const { item } = governingOf(state, obligation);
  return scopeAt({ book: state.book, item, opening: { subject, data: opening }, registerOf: state.registers.of }, openedAtMs);
}
