import type { IncomingMessage } from 'node:http';
import { type RequestHandler, type Response, Router } from 'express';
import { KeptError } from '../../shared/error/index.ts';
import { right } from '../ports/index.ts';
import { cookieFor, noCookie, secretIn } from './cookie.ts';
import type { OidcSignIn } from './oidc-sign-in.ts';
import { hashOf } from './secret.ts';

/** `/api/access/oidc/…`: browsers go there by themselves, so that what is refused leads to the page where one signs in. */
export function oidcRouter(oidc: OidcSignIn, addressOf: (request: IncomingMessage) => string): Router {
  const router = Router();
  router.get(
    '/start',
    right('sign-in'),
    forEyes(async (request, response) => {
      const { url, ticket } = await oidc.begin(addressOf(request), pathIn(request.query['next']));
      response.set('Set-Cookie', cookieFor('ticket', request.headers, ticket)).redirect(303, url);
    }),
  );
  router.get(
    '/callback',
    right('sign-in'),
    forEyes(async (request, response) => {
      const held = secretIn('session', request.headers);
      const trying = { address: addressOf(request), session: held === null ? null : hashOf(held) };
      const query = request.originalUrl.slice(request.originalUrl.indexOf('?'));
      const { secret, next } = await oidc.finish(query, secretIn('ticket', request.headers), trying);
      response.set('Set-Cookie', [cookieFor('session', request.headers, secret), noCookie('ticket', request.headers)]);
      response.redirect(303, next);
    }),
  );
  return router;
}

function forEyes(answer: (...args: Parameters<RequestHandler>) => Promise<void>): RequestHandler {
  return (request, response, next) => answer(request, response, next).catch((error: unknown) => refuse(response, error));
}

function refuse(response: Response, error: unknown): void {
  if (!(error instanceof KeptError)) throw error;
  if (error.cause !== undefined) console.error(`${error.message} ${error.cause instanceof Error ? error.cause.message : ''}`);
  response.redirect(303, `/sign-in?failed=${error.code}`);
}

/** A path of this server and nothing else. */
function pathIn(next: unknown): string {
  return typeof next === 'string' && /^\/(?![/\\])[^\r\n]{0,500}$/.test(next) ? next : '/desk';
}
