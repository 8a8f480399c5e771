import { type Allowance, choiceFor, type Deadline, type Limits, type Scope } from '../book/index.ts';

/** The allowance of an obligation: the first limit whose condition holds, else by tier; `null` where the tier has none (OBL-5). */
export function allowanceFor(promise: Deadline, limits: Limits, scope: Scope): Allowance | null {
  const exception = limits.exceptions.find(({ when }) => when.evaluate(scope) === true);
  return (
    exception?.within ??
    choiceFor(
      limits.byTier,
      promise.tier.map((tier) => tier.evaluate(scope)),
    )
  );
}
