import type { Book } from '../book/index.ts';
import type { Mark } from '../clock/index.ts';
import type { Json, JsonObject } from '../event/index.ts';

/** What stands in the place of a personal value. */
export const HIDDEN = '•••';

/** The personal values that events bring, as texts: those at the paths that the book names (`data.phone`, `customer.phone`). */
export function personalTexts({ personal }: Book, marks: Iterable<Mark>): ReadonlySet<string> {
  const texts = new Set<string>();
  const paths = personal.map((path) => path.split('.'));
  for (const { type, data } of marks) {
    const kind = type === 'register.put' ? data['kind'] : undefined;
    for (const [root, ...path] of paths) if (root === 'data' || root === kind) collect(valueAt(data, path), texts);
  }
  texts.delete('');
  return texts;
}

/** A text without personal values: none where it is one, and each one in it as a word of its own. */
export function withoutPersonal(text: string, personal: ReadonlySet<string>): string {
  if (personal.has(text)) return HIDDEN;
  let clean = text;
  for (const value of personal) if (clean.includes(value)) clean = clean.replaceAll(wordOf(value), HIDDEN);
  return clean;
}

function wordOf(value: string): RegExp {
  return new RegExp(`(?<![\\p{L}\\p{N}])${RegExp.escape(value)}(?![\\p{L}\\p{N}])`, 'gu');
}

function valueAt(data: JsonObject, path: readonly string[]): Json | undefined {
  let value: Json | undefined = data;
  for (const key of path) value = isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
  return value;
}

function collect(value: Json | undefined, texts: Set<string>): void {
  if (value === undefined || value === null || typeof value === 'boolean') return;
  if (typeof value !== 'object') texts.add(String(value));
  else for (const inner of Object.values(value)) collect(inner, texts);
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
