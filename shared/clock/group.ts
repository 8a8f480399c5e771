import type { Expression, Scope } from '../book/index.ts';

/** The name of a group: a text, a number, yes or no; `?` where the event does not say. */
export function groupIn(group: Expression, scope: Scope): string {
  const value = group.evaluate(scope);
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '?';
}
