import type { Expression, Scope } from '../book/index.ts';

/** Who is paid: the id that a value gives, and what that one is to the promise; both `null` where the book names nobody. */
export type Payee = { readonly id: string | null; readonly role: string | null };

export const NOBODY: Payee = { id: null, role: null };

/** The role is the last name of the expression: `data.customer` gives a customer. */
export function payeeOf(to: Expression | null, scope: Scope): Payee {
  if (to === null) return NOBODY;
  const value = to.evaluate(scope);
  const isId = (typeof value === 'string' && value !== '') || typeof value === 'number' || typeof value === 'bigint';
  return { id: isId ? String(value) : null, role: roleOf(to) };
}

export function roleOf({ source }: Expression): string | null {
  return /([A-Za-z_]\w*)\s*$/.exec(source)?.[1] ?? null;
}
