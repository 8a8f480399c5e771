import { io, type Socket } from 'socket.io-client';
import { type ClientToServer, type Offer, PROTOCOL_VERSIONS, type Refusal, type ServerToClient } from '../../shared/wire/index.ts';
import { wallAuth } from './wall-token.ts';

export type KeptSocket = Socket<ServerToClient, ClientToServer>;

/** An answer that takes longer is taken for lost. */
export const ANSWER_MS_MAX = 5_000;

const OFFER: Offer = { protocols: PROTOCOL_VERSIONS };

/** A socket that is not connected yet, and does not try again by itself: `Retry` says when. */
export function openSocket(): KeptSocket {
  return io({
    autoConnect: false,
    auth: { ...OFFER, ...wallAuth() },
    // Polling is for proxies that do not let a web socket through; without `tryAllTransports` it would never be tried.
    transports: ['websocket', 'polling'],
    tryAllTransports: true,
    reconnection: false,
  });
}

/** What the server said when it refused the connection; `null` where it was not the server. */
export function refusalOf(error: Error & { data?: unknown }): Refusal | null {
  const { data } = error;
  return typeof data === 'object' && data !== null && 'code' in data && 'message' in data && 'fix' in data ? (data as Refusal) : null;
}
