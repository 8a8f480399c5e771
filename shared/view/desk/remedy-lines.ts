import type { Obligation } from '../../clock/index.ts';
import { type Debt, debtsIfBroken, type EngineState, entriesNamed, governingOf, openKey } from '../../engine/index.ts';
import { exactText, multiply, rational } from '../../number/index.ts';
import type { Text } from '../../text/index.ts';

/** One remedy of an obligation in words, with what it pays in minor units; `null` for a deed. */
export type RemedyLine = {
  readonly text: Text;
  readonly amountMinor: number | null;
  /** It stays inside the organisation (MON-6). */
  readonly isInternal: boolean;
};

/** What a breach of an obligation owes or would owe, each remedy a line in the book's order; of one to settle in time, what it settles. */
export function remedyLines(state: EngineState, obligation: Obligation): readonly RemedyLine[] {
  const isDuty = governingOf(state, obligation).settles !== null;
  const debts = isDuty ? entriesNamed(state, openKey(obligation)) : debtsIfBroken(state, obligation);
  return debts.map((debt) => ({
    text: textOf(debt),
    amountMinor: debt.remedy.kind === 'do' ? null : debt.minor,
    isInternal: debt.remedy.isInternal,
  }));
}

function textOf({ remedy, value }: Pick<Debt, 'remedy' | 'value'>): Text {
  if (remedy.kind === 'do')
    return remedy.deed === 'apology' ? { key: 'remedy.apology' } : { key: 'remedy.deed', args: { deed: remedy.deed } };
  const { pay } = remedy;
  if (pay.kind === 'fixed') return { key: 'remedy.fixed' };
  if (value === null) return { key: 'remedy.no-value', args: { of: pay.of.source } };
  return pay.isPercent
    ? { key: 'remedy.share', args: { percent: exactText(multiply(pay.factor, rational(100))), of: pay.of.source } }
    : { key: 'remedy.times', args: { factor: exactText(pay.factor), of: pay.of.source } };
}
