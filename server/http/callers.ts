import type { RequestHandler } from 'express';
import { KeptError } from '../../shared/error/index.ts';
import { type Access, isFromHere, setSubject } from '../ports/index.ts';

/** What changes nothing (RFC 9110, 9.2.1). */
const SAFE: readonly string[] = ['GET', 'HEAD', 'OPTIONS'];

/**
 * Says of each request who sends it, before anything is done with it. What changes something must not come from a page of another site;
 * and where a browser's cookie says who sends it, a page of this one must have.
 */
export function callersOf(access: Access): RequestHandler {
  return function callers(request, _response, next) {
    const { subject } = access.callerOf(request);
    if (!SAFE.includes(request.method)) {
      const fromHere = isFromHere(request.headers);
      if (fromHere === false || (fromHere === null && subject.kind === 'person'))
        throw new KeptError('ORIGIN_REFUSED', 'The request does not come from a page of this server.');
    }
    setSubject(request, subject);
    next();
  };
}
