import type { ErrorRequestHandler, Request } from 'express';
import { KeptError, type KeptErrorCode } from '../../shared/error/index.ts';
import { messageOf, retryAfterSeconds } from './events-problem.ts';

/** Whose fault a refusal is, where it is not simply that of who asks. */
const STATUS: { readonly [code: string]: number } = {
  ACCESS_BUSY: 503,
  ACCESS_FULL: 409,
  ACCESS_LAST_ADMIN: 409,
  ACCESS_NAME_TAKEN: 409,
  ACCESS_UNKNOWN: 404,
  BOARD_UNKNOWN: 404,
  BOOK_STALE: 409,
  BOOK_UNTRIED: 409,
  BOOK_UNWRITABLE: 503,
  BODY_TOO_LARGE: 413,
  CONTENT_TYPE: 415,
  DECISION_UNKNOWN: 404,
  FILE_UNREADABLE: 503,
  HISTORY_BUSY: 503,
  HISTORY_TOO_LARGE: 503,
  HISTORY_WITHOUT_BOOK: 404,
  KEY_REFUSED: 403,
  LOG_BUSY: 503,
  LOG_CLOSED: 503,
  LOG_DAMAGED: 503,
  LOG_FAILED: 503,
  LOG_FORMAT: 503,
  LOG_UNSURE: 503,
  NOT_FOUND: 404,
  NOT_READY: 503,
  OBLIGATION_UNKNOWN: 404,
  ORIGIN_REFUSED: 403,
  RATE_LIMITED: 429,
  RIGHT_MISSING: 403,
  SERVER_FAULT: 500,
  SIGN_IN_FAILED: 401,
  SIGN_IN_LATER: 429,
  SIGN_IN_NEEDED: 401,
  TOKEN_REFUSED: 401,
  SITE_UNKNOWN: 404,
  WINDOW_UNKNOWN: 404,
};

/** Refusals say what happened and what to do; our own faults say nothing of the inside. */
export const problem: ErrorRequestHandler = (error, request, response, next) => {
  if (response.headersSent) return next(error);
  if (error instanceof KeptError && error.code === 'SIGN_IN_NEEDED' && isForEyes(request)) {
    response.redirect(303, `/sign-in?next=${encodeURIComponent(request.originalUrl)}`);
    return;
  }
  const told = error instanceof KeptError ? error : faultOf(error);
  if (told.code === 'SERVER_FAULT' && told !== error) console.error(error);
  const { status, ...more } = refusal(told);
  const seconds = retryAfterSeconds(told);
  if (seconds !== undefined) response.set('Retry-After', String(seconds));
  response
    .status(status)
    .type('application/problem+json')
    .send(JSON.stringify({ type: 'about:blank', status, ...more }));
};

/** Somebody went to a page: they can sign in and come back. */
function isForEyes(request: Request): boolean {
  return request.method === 'GET' && request.accepts(['json', 'html']) === 'html';
}

function refusal(error: KeptError) {
  const { code, fix } = error;
  return { status: STATUS[code] ?? 400, title: messageOf(error), code, detail: fix };
}

/** What the readers of bodies call that which they cannot read. */
const UNREADABLE: { readonly [type: string]: readonly [code: KeptErrorCode, message: string] } = {
  'entity.too.large': ['BODY_TOO_LARGE', 'The body is too large.'],
  'charset.unsupported': ['CONTENT_TYPE', 'The charset of the body is not one that is read here.'],
  'encoding.unsupported': ['CONTENT_TYPE', 'The content encoding of the body is not one that is read here.'],
};

/** What is not a refusal of Kept's own: an address or a body that cannot be read, or a mistake of ours. */
function faultOf(error: unknown): KeptError {
  if (error instanceof URIError) return new KeptError('ADDRESS_INVALID', 'The address is not well formed.');
  const { status, type } = (typeof error === 'object' && error !== null ? error : {}) as { readonly [field: string]: unknown };
  if (typeof status !== 'number' || status < 400 || status >= 500) return new KeptError('SERVER_FAULT', 'The server failed.');
  if (status === 404) return new KeptError('NOT_FOUND', 'Nothing is here.');
  if (type === undefined) return new KeptError('REQUEST_MALFORMED', 'The request cannot be followed.');
  return new KeptError(...(UNREADABLE[String(type)] ?? ['JSON_INVALID', 'The body cannot be read.']));
}
