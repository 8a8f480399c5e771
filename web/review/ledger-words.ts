import type { WeekLedgerLine } from '../../shared/review/index.ts';

/** By which rule a line is owed: a deed where one is, else the formula. */
export function ruleText({ deed, formula }: Pick<WeekLedgerLine, 'deed' | 'formula'>): string {
  return deed ?? formula;
}
