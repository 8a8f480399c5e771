import type { Path } from './source.ts';

const LATER: ReadonlySet<string> = new Set(['extends']);

/** Whether the language has a key at a place that this version does not judge by yet: named in the refusal, never ignored. */
export function isLaterKey(key: string, path: Path): boolean {
  return path.length === 0 && LATER.has(key);
}
