import type { WeekLedgerLine } from '../../shared/review/index.ts';

/** By which rule a line is owed: a deed where one is, else the formula. */
export function ruleText({ deed, formula }: Pick<WeekLedgerLine, 'deed' | 'formula'>): string {
  return deed ?? formula;
}

/** To whom it is owed: by name, else by role; empty where neither is known. */
export function payeeText({ payee, payeeRole }: Pick<WeekLedgerLine, 'payee' | 'payeeRole'>): string {
  return payee === '' ? payeeRole : payee;
}
