import type { WireError } from '../../shared/error/index.ts';
import { KeptError } from '../../shared/error/index.ts';
import { type Action, allowsSomewhere } from '../../shared/right/index.ts';
import type { Access, Asked, Caller } from '../ports/index.ts';
import { isEventOfWire, refusalOfEvent } from './event-rights.ts';

/** Who has none of these rights has nothing to do on a socket. */
const LIVE: readonly Action[] = ['see-board', 'see-desk'];
/** What somebody does, and not their page by itself. */
const DEEDS: readonly unknown[] = ['subscribe', 'detail', 'act', 'replay-open', 'replay-do'];
/** How often it is looked who may still be there: well within the second in which live data ends with the right to it. */
export const LOOK_MS = 500;

/** Who opens a socket. @throws KeptError SIGN_IN_NEEDED, TOKEN_REFUSED, RIGHT_MISSING. */
export function callerAt(access: Access, asked: Asked): Caller {
  const caller = access.callerOf(asked);
  if (LIVE.some((action) => allowsSomewhere(caller.subject, action))) return caller;
  if (caller.subject.kind === 'nobody') throw new KeptError('SIGN_IN_NEEDED', 'Nobody is signed in here.');
  throw new KeptError('RIGHT_MISSING', 'An ingest key sends events and sees no screen.');
}

/**
 * The one guard before all events of a socket: says whether one may go on, and answers it where it may not. Events that are not of the
 * wire go nowhere.
 */
export function mayGoOn(
  { subject, credential }: Caller,
  [event, ...args]: readonly unknown[],
  { access, refusalFor }: { readonly access: Access; readonly refusalFor: (error: unknown) => WireError },
): boolean {
  if (!isEventOfWire(event)) return false;
  try {
    const refusal = refusalOfEvent(subject, event, args[0]);
    if (refusal !== null) throw refusal;
    if (credential !== null && DEEDS.includes(event)) access.used(credential);
    return true;
  } catch (error) {
    const reply = args.at(-1);
    if (typeof reply === 'function') reply({ ok: false, error: refusalFor(error) });
    return false;
  }
}

/** Whether what somebody came with has not ended. */
export function isStillGood(access: Access, { credential }: Caller): boolean {
  return credential === null || access.isGood(credential);
}
