import type { ByTier } from './book.ts';
import type { Path } from './source.ts';

/** One text for all, or one for each tier; nested where the tier has several parts. */
export type RawByTier = string | { readonly [tier: string]: RawByTier };

/** Compiles every text of a map by tier, each with its path. */
export function compileByTier<T>(raw: RawByTier, path: Path, compile: (text: string, path: Path) => T): ByTier<T> {
  if (typeof raw === 'string') return { value: compile(raw, path) };
  return { tiers: new Map(Object.entries(raw).map(([tier, inner]) => [tier, compileByTier(inner, [...path, tier], compile)])) };
}

/** What a tier has, outermost first, else what `default` has; `null` where there is neither. */
export function choiceFor<T>(choice: ByTier<T>, tiers: readonly unknown[]): T | null {
  if ('value' in choice) return choice.value;
  const [tier, ...rest] = tiers;
  const next = choice.tiers.get(nameOf(tier)) ?? choice.tiers.get('default');
  return next === undefined ? null : choiceFor(next, rest);
}

/** A tier is named by a text, a number or yes and no; anything else that an event may send names none. */
function nameOf(tier: unknown): string {
  return typeof tier === 'string' || typeof tier === 'number' || typeof tier === 'boolean' ? String(tier) : '';
}
