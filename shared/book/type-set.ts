import type { TypeSet } from './book.ts';

/** A set of event types; `departure.*` is the family. */
export function typeSetOf(types: string | readonly string[] | undefined): TypeSet {
  const list = types === undefined ? [] : typeof types === 'string' ? [types] : types;
  const exact = new Set(list.filter((type) => !type.endsWith('.*')));
  const families = list.filter((type) => type.endsWith('.*')).map((type) => type.slice(0, -1));
  return { types: list, has: (type) => exact.has(type) || (families.length > 0 && families.some((family) => type.startsWith(family))) };
}

/** Whether some type may be in both. */
export function overlaps(a: TypeSet, b: TypeSet): boolean {
  return a.types.some((type) => b.has(bare(type))) || b.types.some((type) => a.has(bare(type)));
}

/** `departure.*` as something that a family holds. */
function bare(type: string): string {
  return type.endsWith('.*') ? `${type.slice(0, -1)}x` : type;
}
