import { KeptError } from '../error/index.ts';
import { allows, type Scope } from './allows.ts';
import type { Action } from './rights.ts';
import type { Subject } from './subject.ts';

/** @throws KeptError SIGN_IN_NEEDED of nobody, RIGHT_MISSING of anyone else who may not. */
export function refuseUnlessAllowed(subject: Subject, action: Action, scope: Scope = {}): void {
  if (!allows(subject, action, scope)) throw refusalOf(subject, action, scope);
}

/** What somebody is told who may not. */
export function refusalOf(subject: Subject, action: Action, { board, site, source }: Scope = {}): KeptError {
  if (subject.kind === 'nobody') return new KeptError('SIGN_IN_NEEDED', 'Nothing came with it that says who asks.');
  const [[kind, name] = ['', '']] = Object.entries({ board, site, source }).filter(([, each]) => each !== undefined);
  const about = name === undefined || name === '' ? '' : ` for the ${kind} ${name.slice(0, 200)}`;
  return new KeptError('RIGHT_MISSING', `The right \`${action}\`${about} is missing.`);
}
