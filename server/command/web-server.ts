import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createSecureContext } from 'node:tls';
import { KeptError } from '../../shared/error/index.ts';
import { boundedServer, senderAddress } from '../http/index.ts';
import type { Bounds } from '../ports/index.ts';

/** A certificate with its chain, and its key, as PEM. */
export type Tls = { readonly cert: Buffer; readonly key: Buffer };

/** How browsers reach the server. */
export type WayIn = {
  /** `null` where it speaks no TLS itself. */
  readonly tls: Tls | null;
  /** Proxies before it, each of which adds to `X-Forwarded-For` whom it heard: what stands before their words is the sender's own. */
  readonly trustedHops: number;
};

/** `folderPort` is that of commands on this machine, which ask without TLS. */
export type Listening = { readonly port: number; readonly folderPort: number; close(): void };

/** A year, as OWASP's cheat sheet on HSTS has it. */
const STRICT_TRANSPORT = 'max-age=31536000';

/** @throws KeptError TLS_INVALID. */
export function readTls(files: { readonly cert: string; readonly key: string }): Tls {
  try {
    const tls = { cert: readFileSync(files.cert), key: readFileSync(files.key) };
    createSecureContext(tls); // One that does not fit is said at the start.
    return tls;
  } catch (cause) {
    // What is said of a key that cannot be read tells nothing of it.
    throw new KeptError('TLS_INVALID', `${files.cert} and ${files.key}: ${cause instanceof Error ? cause.message : 'unknown'}.`);
  }
}

/** A server that does not listen yet. */
export function webServer(listener: RequestListener, way: WayIn, bounds: Partial<Bounds> = {}): Server {
  const { tls, trustedHops } = way;
  const believed: RequestListener = (request, response) => {
    believe(request, way);
    if (tls !== null) response.setHeader('Strict-Transport-Security', STRICT_TRANSPORT);
    listener(request, response);
  };
  return boundedServer(believed, {
    bounds,
    tls: tls === null ? null : { ...tls, minVersion: 'TLSv1.2' },
    addressOf: trustedHops > 0 ? null : (socket) => senderAddress({ headers: {}, socket }, false),
  });
}

/**
 * Leaves of what a request says about its way what may be believed: the address that the outermost trusted proxy heard, and that it
 * came by TLS where this server sees that itself.
 */
export function believe({ headers }: IncomingMessage, { trustedHops, tls }: WayIn): void {
  const heard = String(headers['x-forwarded-for'] ?? '').split(',');
  const from = trustedHops === 0 ? '' : (heard.at(-Math.min(trustedHops, heard.length))?.trim() ?? '');
  if (from === '') delete headers['x-forwarded-for'];
  else headers['x-forwarded-for'] = from;
  if (tls !== null) headers['x-forwarded-proto'] = 'https';
}

/** @param listener for commands on this machine, which ask without TLS. @throws KeptError PORT_TAKEN. */
export async function listening(
  http: Server,
  listener: RequestListener,
  { port, host, tls }: Pick<WayIn, 'tls'> & Place,
): Promise<Listening> {
  const own = await opened(http, port, host);
  const inner = tls === null ? null : createServer(listener);
  const folderPort = inner === null ? own : await opened(inner, 0, '127.0.0.1');
  const close = () => {
    for (const each of [http, inner]) {
      each?.close();
      each?.closeAllConnections(); // A request half sent, or a client that asks again and again, would keep it open for ever.
    }
  };
  return { port: own, folderPort, close };
}

type Place = { readonly port: number; readonly host: string };

async function opened(http: Server, port: number, host: string): Promise<number> {
  http.listen(port, host);
  try {
    await once(http, 'listening');
  } catch (cause) {
    throw new KeptError('PORT_TAKEN', `${host}:${port} cannot be opened: ${cause instanceof Error ? cause.message : String(cause)}.`, {
      cause,
    });
  }
  return (http.address() as AddressInfo).port;
}
