import type { KeptError, KeptErrorCode } from '../../shared/error/index.ts';
import { EventFault } from '../../shared/event/index.ts';

/** A refusal as RFC 9457 has it; `code`, `fix` and `pointer` (a JSON pointer into the event) are Kept's own. */
export type Problem = {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: KeptErrorCode;
  readonly fix: string;
  readonly pointer?: string;
};

/** What the door answers for each code that can come up in it. */
const KINDS: Partial<Record<KeptErrorCode, readonly [status: number, title: string]>> = {
  BODY_TOO_LARGE: [413, 'The request is too large'],
  CONTENT_TYPE: [415, 'The content type is not one that is read here'],
  EVENT_CONFLICT: [409, 'The id was used before with other content'],
  EVENT_FIELD: [400, 'A field of the event is wrong'],
  EVENT_FUTURE: [400, 'The event lies in the future'],
  EVENT_RESERVED: [403, 'The type is reserved'],
  HEADERS_TOO_LARGE: [431, 'The headers are too large'],
  JSON_INVALID: [400, 'The body is not JSON'],
  LOG_BUSY: [503, 'Too much is waiting for the disk'],
  LOG_CLOSED: [503, 'The server is stopping'],
  LOG_DAMAGED: [503, 'The log is damaged'],
  LOG_FAILED: [503, 'The disk refuses'],
  LOG_UNSURE: [503, 'It is not certain yet that the events are safe'],
  RATE_LIMITED: [429, 'Too much at once'],
  REQUEST_MALFORMED: [400, 'The request cannot be read'],
  REQUEST_SLOW: [408, 'The request is too slow'],
  RIGHT_MISSING: [403, 'The key is not for this source'],
  SIGN_IN_NEEDED: [401, 'An ingest key is needed'],
  TOKEN_REFUSED: [401, 'The key is not good'],
};

/** Seconds until it is worth sending again. */
const RETRY_AFTER_SECONDS: Partial<Record<KeptErrorCode, number>> = {
  ACCESS_BUSY: 2,
  HISTORY_BUSY: 5,
  LOG_BUSY: 1,
  LOG_CLOSED: 5,
  LOG_DAMAGED: 300,
  LOG_FAILED: 10,
  LOG_UNSURE: 10,
  RATE_LIMITED: 1,
  SIGN_IN_LATER: 60,
};

export function problemOf(error: KeptError): Problem {
  const [status, title] = KINDS[error.code] ?? [400, 'The request was refused'];
  const problem = { type: `/problems/${error.code}`, title, status, detail: messageOf(error), code: error.code, fix: error.fix };
  return error instanceof EventFault ? { ...problem, pointer: error.pointer } : problem;
}

export function retryAfterSeconds({ code }: { readonly code: KeptErrorCode }): number | undefined {
  return RETRY_AFTER_SECONDS[code];
}

/** Messages of the log name files and what the system said; that is for the operator's console, not for senders. */
export function messageOf(error: KeptError): string {
  return error.code === 'LOG_FAILED' ? 'It could not be written to the log, and nothing of it is kept.' : error.message;
}
