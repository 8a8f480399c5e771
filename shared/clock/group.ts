import type { Expression, Scope } from '../book/index.ts';

/** A longer text is no name: each is kept for every line of its promise, and sent to every screen. */
const NAME_LENGTH_MAX = 200;

/** The name of a group: a text, a number, yes or no; `?` where the event does not say. */
export function groupIn(group: Expression, scope: Scope): string {
  const value = group.evaluate(scope);
  if (typeof value === 'string' && value.length > NAME_LENGTH_MAX) return '?';
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '?';
}
