import { KeptError } from '../../shared/error/index.ts';
import { instantOf } from '../../shared/event/index.ts';
import type { When } from '../ports/index.ts';

type Query = { readonly [name: string]: unknown };

/** The time that an address asks for with `known-at` and `as-of`; `null` for that of now. @throws KeptError TIME_INVALID. */
export function whenOf(query: Query): When | null {
  const [knownAt, asOf] = [textIn(query, 'known-at'), textIn(query, 'as-of')];
  if (knownAt === null && asOf === null) return null;
  return { knownAt: knownAt === null ? null : knownAtOf(knownAt), asOfMs: asOf === null ? null : instantIn('as-of', asOf) };
}

function knownAtOf(text: string): NonNullable<When['knownAt']> {
  if (/^\d{1,15}$/.test(text)) return { place: Number(text) };
  return { atMs: instantIn('known-at', text) };
}

function instantIn(name: string, text: string): number {
  const atMs = instantOf(text);
  if (atMs === null)
    throw new KeptError('TIME_INVALID', `${name} takes an instant${name === 'known-at' ? ' or a place' : ''}, not "${text.slice(0, 80)}".`);
  return atMs;
}

function textIn(query: Query, name: string): string | null {
  const text = query[name];
  if (text === undefined) return null;
  if (typeof text !== 'string' || text === '') throw new KeptError('TIME_INVALID', `${name} is given without a value, or more than once.`);
  return text.replaceAll(' ', '+'); // What a plus becomes that was not written as %2B; no instant has a space.
}
