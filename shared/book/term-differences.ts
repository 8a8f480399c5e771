import { effectiveBookOf } from './effective.ts';
import { plainOf } from './placed.ts';
import type { Terms } from './restated.ts';

/** One value that two books give otherwise, as JSON; `null` in the book that has none there. */
export type TermDifference = {
  /** `first-call.within.gold`, or a key of the book as `calendars.office.days`. */
  readonly path: string;
  readonly was: string | null;
  readonly would: string | null;
};

/** More of them than this nobody reads: what is left is told as a number. */
const SHOWN_MAX = 200;
/** A value longer than this is cut. */
const VALUE_LENGTH_MAX = 300;

export type TermDifferences = { readonly shown: readonly TermDifference[]; readonly more: number };

type Raw = { readonly [key: string]: unknown };

/** What two books say otherwise in the end, when all of their versions have come, and the dates that only one of them has. */
export function termDifferences(old: Terms, fresh: Terms): TermDifferences {
  const [before, after] = [valuesOf(old), valuesOf(fresh)];
  const paths = [...new Set([...before.keys(), ...after.keys()])].filter((path) => before.get(path) !== after.get(path));
  const shown = paths.slice(0, SHOWN_MAX).map((path) => ({ path, was: cut(before.get(path)), would: cut(after.get(path)) }));
  return { shown, more: paths.length - shown.length };
}

/** Every value that holds no others, by its path. */
function valuesOf({ layered }: Terms): ReadonlyMap<string, string> {
  const { versions, ...root } = plainOf(effectiveBookOf(layered).root) as Raw;
  const dated = versions as readonly { readonly from: string; readonly note?: string; readonly promises: readonly Raw[] }[];
  const values = new Map<string, string>();
  for (const { from, note } of dated) values.set(`versions.${from}`, note ?? '');
  for (const { id, ...promise } of dated.at(-1)?.promises ?? []) take(values, String(id), promise);
  for (const [key, value] of Object.entries(root)) take(values, key, value);
  return values;
}

function take(values: Map<string, string>, path: string, value: unknown): void {
  const isMap = typeof value === 'object' && value !== null && !Array.isArray(value);
  const entries = isMap ? Object.entries(value) : [];
  for (const [key, inner] of entries) take(values, `${path}.${key}`, inner);
  if (entries.length === 0) values.set(path, typeof value === 'string' ? value : JSON.stringify(value));
}

function cut(value: string | undefined): string | null {
  if (value === undefined) return null;
  return value.length > VALUE_LENGTH_MAX ? `${value.slice(0, VALUE_LENGTH_MAX - 1)}…` : value;
}
