import type { Json, KeptEvent } from './event.ts';
import { DAY_MS, instantOf } from './instant.ts';

/** UTC day of an event's time, in days since 1970-01-01: the middle part of its identity (LOG-1). */
export function utcDayOf(event: KeptEvent): number {
  return Math.floor((instantOf(event.time) ?? 0) / DAY_MS);
}

/** Whether two events that share an identity say the same. The order of keys in `data` means nothing. */
export function sameContent(a: KeptEvent, b: KeptEvent): boolean {
  return (
    a.type === b.type &&
    a.subject === b.subject &&
    a.sequence === b.sequence &&
    instantOf(a.time) === instantOf(b.time) &&
    sameJson(a.data, b.data)
  );
}

function sameJson(a: Json | undefined, b: Json | undefined): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null || Array.isArray(a) !== Array.isArray(b)) return false;
  const left = a as { readonly [key: string]: Json };
  const right = b as { readonly [key: string]: Json };
  const keys = Object.keys(left);
  return keys.length === Object.keys(right).length && keys.every((key) => Object.hasOwn(right, key) && sameJson(left[key], right[key]));
}
