import { type ReadBook, readBook } from '../book/index.ts';
import { KeptError } from '../error/index.ts';

/** One key of one promise that would say something else; of a map, a path into it: `within`, `gold`. */
export type TermChange = { readonly promise: string; readonly path: readonly string[]; readonly value: string };

/** A book as it is written, with the texts of all that it extends by name. */
export type WrittenBook = { readonly text: string; readonly bases: { readonly [name: string]: string } };

const BASE_NAME = 'as-it-is.yaml';
/** What YAML reads as something else than a text, and is meant so. */
const READ_AS_YAML = /^([[{].*[\]}]|null|true|false|\d+(\.\d+)?)$/s;

/**
 * A book in which some keys say something else from the first day on: another book that extends it, so that the change stands over all
 * of its versions (BOOK-2, DES-3).
 */
export function changedBook({ text, bases }: WrittenBook, changes: readonly TermChange[]): ReadBook {
  return readBook(changeText(changes), { textOf: (name) => (name === BASE_NAME ? text : (bases[name] ?? null)) });
}

/** A value by its path into a promise. */
type Tree = Map<string, Tree | string>;

/** The text of the book that extends it: a promise a line. */
function changeText(changes: readonly TermChange[]): string {
  const promises: Tree = new Map();
  for (const { promise, path, value } of changes) putAt(promises, [promise, ...path], valueText(value));
  return [
    `extends: ${BASE_NAME}`,
    ...(promises.size === 0 ? [] : ['promises:']),
    ...[...promises].map(([id, keys]) => `  - ${flowText(new Map([['id', JSON.stringify(id)], ...(keys as Tree)]))}`),
    '',
  ].join('\n');
}

function putAt(tree: Tree, [key = '', ...inner]: readonly string[], value: string): void {
  if (inner.length === 0) {
    tree.set(key, value);
    return;
  }
  const before = tree.get(key);
  const below: Tree = before instanceof Map ? before : new Map();
  tree.set(key, below);
  putAt(below, inner, value);
}

function flowText(tree: Tree | string): string {
  if (typeof tree === 'string') return tree;
  return `{ ${[...tree].map(([key, value]) => `${JSON.stringify(key)}: ${flowText(value)}`).join(', ')} }`;
}

function valueText(value: string): string {
  return READ_AS_YAML.test(value) ? value.replaceAll('\n', ' ') : JSON.stringify(value);
}

/** `first-call.within.gold=30min`. @throws KeptError USAGE. */
export function termChange(written: string): TermChange {
  const at = written.indexOf('=');
  const [promise = '', ...path] = written.slice(0, Math.max(0, at)).trim().split('.');
  const value = written.slice(at + 1).trim();
  if (at > 0 && promise !== '' && value !== '' && path.length > 0 && path.every((key) => key !== '')) return { promise, path, value };
  throw new KeptError('USAGE', `A change is written as promise.key=value, such as first-call.within=30min, not "${written}".`);
}
