import type { IncomingMessage } from 'node:http';
import type { Request, RequestHandler } from 'express';
import { type Action, NOBODY, refuseUnlessAllowed, type Scope, type Subject } from '../../shared/right/index.ts';

/** Which board or source a request is about. */
export type ScopeOf = (request: Request) => Scope;

/** Who sends each request, from the first thing that an application does with it. */
const SUBJECTS = new WeakMap<IncomingMessage, Subject>();
/** What each guard asks for, for the test that goes through all routes. */
const DECLARED = new WeakMap<object, readonly Action[]>();
const HISTORY: Action = 'see-history';

/**
 * The guard of a route: who has not the right is refused. Each route has one, of its own or of the router that it stands in; it lives
 * with the ports because each folder with routes declares theirs. Where nobody said who sends the request, it is nobody.
 */
export function right(action: Action, scopeOf: ScopeOf = () => ({})): RequestHandler {
  return declares([action], (request, _response, next) => {
    refuseUnlessAllowed(subjectOf(request), action, scopeOf(request));
    next();
  });
}

/** As `right`, where an address may also ask for another time than now: that is a right of its own. */
export function rightAtTimes(action: Action, scopeOf: ScopeOf = () => ({})): RequestHandler {
  return declares([action, HISTORY], (request, _response, next) => {
    refuseUnlessAllowed(subjectOf(request), action, scopeOf(request));
    const { query } = request;
    if (query['known-at'] !== undefined || query['as-of'] !== undefined) refuseUnlessAllowed(subjectOf(request), HISTORY);
    next();
  });
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

export function setSubject(request: IncomingMessage, subject: Subject): void {
  SUBJECTS.set(request, subject);
}

export function subjectOf(request: IncomingMessage): Subject {
  return SUBJECTS.get(request) ?? NOBODY;
}
