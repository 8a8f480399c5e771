import { io, type Socket } from 'socket.io-client';
import { type ClientToServer, PROTOCOL_VERSION, type ServerToClient } from '../../shared/wire/index.ts';

export type KeptSocket = Socket<ServerToClient, ClientToServer>;

/** An answer that takes longer is taken for lost. */
export const ANSWER_MS_MAX = 5_000;
const RETRY_MS = { min: 500, max: 5_000 };

/** A socket that is not connected yet. It tries for ever, at times that differ from wall to wall. */
export function openSocket(): KeptSocket {
  return io({
    autoConnect: false,
    auth: { protocol: PROTOCOL_VERSION },
    // Polling is for proxies that do not let a web socket through; without `tryAllTransports` it would never be tried.
    transports: ['websocket', 'polling'],
    tryAllTransports: true,
    reconnectionDelay: RETRY_MS.min,
    reconnectionDelayMax: RETRY_MS.max,
    randomizationFactor: 0.5,
    reconnectionAttempts: Number.POSITIVE_INFINITY,
  });
}

/** When to try again where the transport does not by itself: after a refusal, and after the server has hung up. */
export function retryMs(random: number): number {
  return RETRY_MS.max * (0.5 + random);
}
