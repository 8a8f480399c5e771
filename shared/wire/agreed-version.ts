/** A client says a few versions; more is nonsense and not looked at. */
const OFFERS_MAX = 32;

/**
 * The newest version that both sides speak; `null` when there is none.
 * @param auth what a client says of itself, unchecked: `protocols`, or up to version 3 one number as `protocol`.
 */
export function agreedVersion(auth: unknown, spoken: readonly number[]): number | null {
  const common = offeredIn(auth).filter((version) => spoken.includes(version));
  return common.length === 0 ? null : Math.max(...common);
}

function offeredIn(auth: unknown): readonly number[] {
  if (typeof auth !== 'object' || auth === null) return [];
  const { protocols, protocol } = auth as { readonly [key: string]: unknown };
  const offered: readonly unknown[] = Array.isArray(protocols) ? protocols.slice(0, OFFERS_MAX) : [protocol];
  return offered.filter((version) => typeof version === 'number');
}
