import type { WireError } from '../error/index.ts';
import type { DeskDetail, DeskPatch, DeskView, ViewPatch, WallView } from '../view/index.ts';

/** Raised when a shape on the wire changes; a client of another version is told to reload. */
export const PROTOCOL_VERSION = 3;
/** The server beats this often; a client that has heard nothing for `STALE_AFTER_MS` says so. */
export const HEARTBEAT_MS = 2_000;
export const STALE_AFTER_MS = 5_000;

/** Where a client stands in a room: it gets what it missed since, or a snapshot. */
export type Position = { readonly epoch: string; readonly seq: number };

/** The wall of a board, or the desk. `resume` is the last position that the client holds. */
export type Subscribe =
  | { readonly view: 'wall'; readonly board: string; readonly resume?: Position }
  | { readonly view: 'desk'; readonly resume?: Position };

/** A whole view. `seq` counts the room's deltas; the next delta has `seq + 1`. */
export type Snapshot<V = WallView | DeskView> = Position & { readonly nowAtMs: number; readonly view: V };
export type Delta<P = ViewPatch | DeskPatch> = Position & { readonly nowAtMs: number; readonly patch: P };
export type Heartbeat = Position & { readonly nowAtMs: number };

/** The acknowledgement of a subscription holds the snapshot, or the deltas since `resume`. */
export type SubscribeReply =
  | { readonly ok: true; readonly snapshot: Snapshot }
  | { readonly ok: true; readonly deltas: readonly Delta[] }
  | { readonly ok: false; readonly error: WireError };

/** What a person does about one obligation; `id` is its row's. It becomes an entry of the log with its actor. */
export type Act = { readonly id: string; readonly by: string } & (
  | { readonly do: 'acknowledge' }
  | { readonly do: 'assign'; readonly to: string }
  | { readonly do: 'note'; readonly text: string }
  | { readonly do: 'exclude'; readonly reason: string }
  | { readonly do: 'include'; readonly reason: string }
  /** `remedy` means one line by its place in the book's list, from 1; without it all lines of what is paid for. */
  | { readonly do: 'settle'; readonly reason?: string; readonly remedy?: number }
  | { readonly do: 'waive'; readonly reason: string; readonly remedy?: number }
  | { readonly do: 'verify'; readonly reason?: string }
  | { readonly do: 'reject'; readonly reason: string }
);

/** `ok` means that it is on disk. */
export type ActReply = { readonly ok: true; readonly place: number } | { readonly ok: false; readonly error: WireError };

export type DetailReply = { readonly ok: true; readonly detail: DeskDetail } | { readonly ok: false; readonly error: WireError };

export interface ServerToClient {
  delta: (delta: Delta) => void;
  snapshot: (snapshot: Snapshot) => void;
  heartbeat: (heartbeat: Heartbeat) => void;
}

export interface ClientToServer {
  subscribe: (request: Subscribe, reply: (reply: SubscribeReply) => void) => void;
  /** Clock synchronisation: answers the server's epoch ms at once. */
  clock: (reply: (serverNowAtMs: number) => void) => void;
  /** One row of the desk, explained as of now. */
  detail: (request: { readonly id: string }, reply: (reply: DetailReply) => void) => void;
  act: (act: Act, reply: (reply: ActReply) => void) => void;
}
