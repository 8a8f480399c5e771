import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Action, NOBODY, refuseUnlessAllowed, type Scope, type Subject } from '../../shared/right/index.ts';

/** What a guard reads of a request of Express. */
type Asking = IncomingMessage & {
  readonly params: { readonly [name: string]: unknown };
  readonly query: { readonly [name: string]: unknown };
};
/** A guard, as a handler of Express: of no type of its own, so that a route keeps the one of its path. */
export type Guard = <R extends IncomingMessage>(request: R, response: ServerResponse, next: () => void) => void;
/** Which board or source a request is about. */
export type ScopeOf = (request: Asking) => Scope;

/** Who sends each request, from the first thing that an application does with it. */
const SUBJECTS = new WeakMap<IncomingMessage, Subject>();
/** What each guard asks for, for the test that goes through all routes. */
const DECLARED = new WeakMap<object, readonly Action[]>();
const HISTORY: Action = 'see-history';

/**
 * The guard of a route: who has not the right is refused. Each route has one, of its own or of the router that it stands in; it lives
 * with the ports because each folder with routes declares theirs. Where nobody said who sends the request, it is nobody.
 */
export function right(action: Action, scopeOf: ScopeOf = () => ({})): Guard {
  const guard: Guard = (request, _response, next) => {
    refuseUnlessAllowed(subjectOf(request), action, scopeOf(ofExpress(request)));
    next();
  };
  return declares([action], guard);
}

/** As `right`, where an address may also ask for another time than now: that is a right of its own. */
export function rightAtTimes(action: Action, scopeOf: ScopeOf = () => ({})): Guard {
  const guard: Guard = (request, _response, next) => {
    refuseUnlessAllowed(subjectOf(request), action, scopeOf(ofExpress(request)));
    const { query } = ofExpress(request);
    if (query['known-at'] !== undefined || query['as-of'] !== undefined) refuseUnlessAllowed(subjectOf(request), HISTORY);
    next();
  };
  return declares([action, HISTORY], guard);
}

/** Marks a handler that asks for its rights by itself, since only the body says for what. */
export function declares<H extends object>(actions: readonly Action[], handler: H): H {
  DECLARED.set(handler, actions);
  return handler;
}

/** What a handler asks for; empty of one that is no guard. */
export function declaredBy(handler: object): readonly Action[] {
  return DECLARED.get(handler) ?? [];
}

/** Express has put both there before any handler is called. */
function ofExpress(request: IncomingMessage): Asking {
  return request as Asking;
}

export function setSubject(request: IncomingMessage, subject: Subject): void {
  SUBJECTS.set(request, subject);
}

export function subjectOf(request: IncomingMessage): Subject {
  return SUBJECTS.get(request) ?? NOBODY;
}
