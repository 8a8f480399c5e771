import { type Json, type KeptEvent, sameContent } from '../../../shared/event/index.ts';
import { type PersonalValue, type Sealer, valueAt, withValue } from '../erase/sealing.ts';
import { eventOfLine } from '../line.ts';

/** An event as it is kept: its sealed line, and the personal values that still exist. */
export type Told = { readonly line: string; readonly personal: readonly PersonalValue[] };

/**
 * Whether two events of one identity say the same (LOG-1). Seals are opened first, since each has its own salt;
 * where the stored value was erased there is nothing left to compare it with, and the rest decides.
 */
export function saysTheSame(stored: Told, incoming: Told, sealer: Sealer): boolean {
  if (stored.line === incoming.line) return true;
  let before = opened(stored);
  let after = opened(incoming);
  for (const path of sealer.pathsIn(before)) {
    if (!isSeal(valueAt(before.data, path)) || stored.personal.some((value) => value.path === `data.${path.join('.')}`)) continue;
    if (valueAt(after.data, path) === undefined) return false;
    before = { ...before, data: withValue(before.data, path, undefined) };
    after = { ...after, data: withValue(after.data, path, undefined) };
  }
  return sameContent(before, after);
}

function opened(told: Told): KeptEvent {
  const event = eventOfLine(told.line);
  let data = event.data;
  // `value` was written by `canonicalJson`.
  for (const { path, value } of told.personal) data = withValue(data, path.split('.').slice(1), JSON.parse(value) as Json);
  return { ...event, data };
}

function isSeal(value: Json | undefined): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && 'sealed' in value && Object.keys(value).length === 1;
}
