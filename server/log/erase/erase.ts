import { randomUUID } from 'node:crypto';
import { KeptError } from '../../../shared/error/index.ts';
import type { KeptEvent } from '../../../shared/event/index.ts';

/** Whose personal values are to go: of all events about a subject, or of events by place. Who wants it, and why, is written down. */
export type Erasure = {
  readonly of: { readonly subject: string } | { readonly places: readonly number[] };
  readonly by: string;
  readonly reason: string;
};

/** The places whose personal values are gone. */
export type Erased = { readonly places: readonly number[] };

export const ERASED_TYPE = 'kept.erased';
/** In one entry and one commit. */
export const ERASED_AT_ONCE_MAX = 10_000;
const NAME_LENGTH_MAX = 200;
/** As long as that of an event may be. */
const SUBJECT_LENGTH_MAX = 1024;
const REASON_LENGTH_MAX = 500;

/** What a request to erase says, when it is well formed. @throws KeptError ERASE_INVALID */
export function parseErasure(raw: unknown): Erasure {
  if (typeof raw !== 'object' || raw === null) throw invalid('it is no object');
  const { subject, places, by, reason } = raw as Readonly<Record<string, unknown>>;
  const who = { by: textOf('by', by, NAME_LENGTH_MAX), reason: textOf('reason', reason, REASON_LENGTH_MAX) };
  if (subject !== undefined && places !== undefined) throw invalid('it names a subject and places; name one');
  if (subject !== undefined) return { ...who, of: { subject: textOf('subject', subject, SUBJECT_LENGTH_MAX) } };
  if (!Array.isArray(places) || places.length === 0 || !places.every(isPlace))
    throw invalid('it names neither a subject nor places from 1 on');
  return { ...who, of: { places } };
}

/** The entry that says which values were erased, without them (LOG-8). */
export function erasedEntry(places: readonly number[], { by, reason }: Pick<Erasure, 'by' | 'reason'>, atMs: number): KeptEvent {
  const id = randomUUID();
  return {
    id,
    source: '/kept',
    type: ERASED_TYPE,
    time: new Date(atMs).toISOString(),
    subject: `erasure/${id}`,
    data: { by, reason, places },
  };
}

function textOf(name: string, value: unknown, lengthMax: number): string {
  if (typeof value === 'string' && value.trim() !== '' && value.length <= lengthMax) return value;
  throw invalid(`\`${name}\` is not a text of 1 to ${lengthMax} characters`);
}

function isPlace(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) > 0;
}

function invalid(why: string): KeptError {
  return new KeptError('ERASE_INVALID', `The request to erase cannot be followed: ${why}.`);
}
