import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { TlsOptions } from 'node:tls';
import { KeptError, type KeptErrorCode } from '../../shared/error/index.ts';
import { BOUNDS, type Bounds, Places } from '../ports/index.ts';
import { type Problem, problemOf } from './events-problem.ts';

export type BoundedServerOptions = {
  /** Whose connection it is; `null` where all come from a proxy. */
  readonly addressOf: ((socket: Socket) => string) | null;
  readonly bounds?: Partial<Bounds>;
  /** `null` where it speaks no TLS itself. */
  readonly tls?: TlsOptions | null;
};

const PROBLEM_TYPE = 'application/problem+json';
const SCREENS_PATH = '/socket.io/';

/** An HTTP server on which nobody can hold connections without using them. What cannot be read is refused with what to do about it. */
export function boundedServer(listener: RequestListener, { addressOf, bounds, tls = null }: BoundedServerOptions): Server {
  const { headersMs, requestMs, silenceMs, lookEveryMs, connections, connectionsOfAddress } = { ...BOUNDS, ...bounds };
  const times = { headersTimeout: headersMs, requestTimeout: requestMs, connectionsCheckingInterval: lookEveryMs };
  const hosted: RequestListener = (request, response) =>
    request.headers.host === undefined ? refuseRequest(response, 'It names no host.') : listener(request, response);
  const options = { ...times, requireHostHeader: false, shouldUpgradeCallback: isOfScreens };
  const server = tls === null ? createServer(options, hosted) : createTlsServer({ ...options, ...tls }, hosted);
  server.on('checkExpectation', (_request, response) => refuseRequest(response, 'It expects what nothing here does.'));
  server.maxConnections = connections;
  server.timeout = silenceMs;
  server.on('clientError', refuse);
  if (addressOf !== null) boundAddresses(server, addressOf, connectionsOfAddress);
  return server;
}

/** What asks to speak another protocol is answered in HTTP, as it allows. */
function isOfScreens({ url, headers }: IncomingMessage): boolean {
  return url?.startsWith(SCREENS_PATH) === true && headers.upgrade?.toLowerCase() === 'websocket';
}

/** In place of an empty answer of Node's. */
function refuseRequest(response: ServerResponse, why: string): void {
  const problem = problemOf(new KeptError('REQUEST_MALFORMED', `The request cannot be followed. ${why}`));
  const body = JSON.stringify(problem);
  const headers = { 'Content-Type': PROBLEM_TYPE, 'Content-Length': Buffer.byteLength(body), Connection: 'close' };
  response.writeHead(problem.status, headers).end(body);
}

function boundAddresses(server: Server, addressOf: (socket: Socket) => string, max: number): void {
  const places = new Places();
  server.on('connection', (socket) => {
    const address = addressOf(socket);
    if (places.of(address) >= max) {
      socket.destroy(); // An answer would cost what the bound is there to save.
      return;
    }
    places.take(address);
    socket.once('close', () => places.leave(address));
  });
}

/** Why Node gave up reading a request, where it is not simply malformed. */
const CODES: { readonly [reason: string]: KeptErrorCode } = {
  ERR_HTTP_REQUEST_TIMEOUT: 'REQUEST_SLOW',
  HPE_HEADER_OVERFLOW: 'HEADERS_TOO_LARGE',
};
const MESSAGES: { readonly [code: string]: string } = {
  REQUEST_SLOW: 'The request did not come in time.',
  HEADERS_TOO_LARGE: 'The headers of the request are too large.',
};

/** Answers what no listener has seen, in place of Node's bare status line. */
function refuse(error: Error & { readonly code?: string }, socket: Duplex): void {
  const code = CODES[error.code ?? ''] ?? 'REQUEST_MALFORMED';
  // As Node does it: an answer that is under way is not broken into.
  const { _httpMessage: underWay } = socket as Duplex & { readonly _httpMessage?: { readonly headersSent: boolean } | null };
  if (!socket.writable || underWay?.headersSent === true) {
    socket.destroy();
    return;
  }
  const problem = problemOf(new KeptError(code, MESSAGES[code] ?? 'The request is not HTTP.'));
  socket.write(textOf(problem));
  (socket as Socket).destroySoon(); // Ends it once that is written, whether the other side agrees or not.
}

function textOf(problem: Problem): string {
  const body = JSON.stringify(problem);
  const head = [
    `HTTP/1.1 ${problem.status} Refused`,
    `Content-Type: ${PROBLEM_TYPE}`,
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
  ];
  return `${head.join('\r\n')}\r\n\r\n${body}`;
}
