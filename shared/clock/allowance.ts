import type { Allowance, ByTier, Deadline, Limits, Scope } from '../book/index.ts';

/** The allowance of an obligation: the first limit whose condition holds, else by tier; `null` where the tier has none (OBL-5). */
export function allowanceFor(promise: Deadline, limits: Limits, scope: Scope): Allowance | null {
  const exception = limits.exceptions.find(({ when }) => when.evaluate(scope) === true);
  return (
    exception?.within ??
    byTier(
      limits.byTier,
      promise.tier.map((tier) => tier.evaluate(scope)),
    )
  );
}

function byTier(choice: ByTier<Allowance>, tiers: readonly unknown[]): Allowance | null {
  if ('value' in choice) return choice.value;
  const [tier, ...rest] = tiers;
  const next = choice.tiers.get(nameOf(tier)) ?? choice.tiers.get('default');
  return next === undefined ? null : byTier(next, rest);
}

/** A tier is named by a text, a number or yes and no; anything else that an event may send names none. */
function nameOf(tier: unknown): string {
  return typeof tier === 'string' || typeof tier === 'number' || typeof tier === 'boolean' ? String(tier) : '';
}
