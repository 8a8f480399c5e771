import type { Path } from './source.ts';

const OF_REMEDIES: ReadonlySet<string> = new Set('after within fine on'.split(' '));
const OF_THE_REST: ReadonlySet<string> = new Set('extends exclude owner warn roll public by to stages'.split(' '));

/** Whether the language has a key at a place that this version does not judge by yet: named in the refusal, never ignored. */
export function isLaterKey(key: string, path: Path): boolean {
  return (path.includes('remedy') ? OF_REMEDIES : OF_THE_REST).has(key);
}
