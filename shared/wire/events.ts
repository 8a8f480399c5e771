import type { WireError } from '../error/index.ts';
import type { ViewPatch, WallView } from '../view/index.ts';

/** Raised when a shape on the wire changes; a client of another version is told to reload. */
export const PROTOCOL_VERSION = 1;
/** The server beats this often; a client that has heard nothing for `STALE_AFTER_MS` says so. */
export const HEARTBEAT_MS = 2_000;
export const STALE_AFTER_MS = 5_000;

/** `resume` is the last `{epoch, seq}` that the client holds: it gets what it missed, or a snapshot. */
export type Subscribe = {
  readonly view: 'wall';
  readonly board: string;
  readonly resume?: { readonly epoch: string; readonly seq: number };
};

/** A whole view. `seq` counts the room's deltas; the next delta has `seq + 1`. */
export type Snapshot = { readonly epoch: string; readonly seq: number; readonly nowAtMs: number; readonly view: WallView };
export type Delta = { readonly epoch: string; readonly seq: number; readonly nowAtMs: number; readonly patch: ViewPatch };
export type Heartbeat = { readonly epoch: string; readonly seq: number; readonly nowAtMs: number };

/** The acknowledgement of a subscription holds the snapshot, or the deltas since `resume`. */
export type SubscribeReply =
  | { readonly ok: true; readonly snapshot: Snapshot }
  | { readonly ok: true; readonly deltas: readonly Delta[] }
  | { readonly ok: false; readonly error: WireError };

export interface ServerToClient {
  delta: (delta: Delta) => void;
  snapshot: (snapshot: Snapshot) => void;
  heartbeat: (heartbeat: Heartbeat) => void;
}

export interface ClientToServer {
  subscribe: (request: Subscribe, reply: (reply: SubscribeReply) => void) => void;
  /** Clock synchronisation: answers the server's epoch ms at once. */
  clock: (reply: (serverNowAtMs: number) => void) => void;
}
