import type { WireError } from '../error/index.ts';
import type { DeskDetail, DeskPatch, DeskView, State, ViewPatch, WallView } from '../view/index.ts';
import type { ReplayToClient, ReplayToServer } from './replay.ts';

/** Raised when a shape on the wire changes (`test/architecture/wire.test.ts` sees to it). */
export const PROTOCOL_VERSION = 6;
/** The versions that a page offers and that a server takes, newest last. */
export const PROTOCOL_VERSIONS: readonly number[] = [PROTOCOL_VERSION];
/** The server beats this often; a client that has heard nothing for `STALE_AFTER_MS` says so. */
export const HEARTBEAT_MS = 2_000;
export const STALE_AFTER_MS = 5_000;

/** Where a client stands in a room: it gets what it missed since, or a snapshot. */
export type Position = { readonly epoch: string; readonly seq: number };

/** The wall of a board, or the desk. `resume` is the last position that the client holds. */
export type Subscribe =
  | { readonly view: 'wall'; readonly board: string; readonly resume?: Position }
  | { readonly view: 'desk'; readonly resume?: Position };

/**
 * What a photograph of a wall is proven by: the last place of the log that the view at this position holds, and the first digits of the
 * hash over the log up to there, hex (LOG-14).
 */
export type Seal = { readonly place: number; readonly hash: string };
/** What is sent of a hash: 64 bits, so that it can be read off a picture and not be met by trying. */
export const SEAL_DIGITS = 16;

/** Of every message of a room; without a seal where the log has none, or is damaged. */
type Stamp = Position & { readonly nowAtMs: number; readonly seal?: Seal };
/** A whole view. `seq` counts the room's deltas; the next delta has `seq + 1`. */
export type Snapshot<V = WallView | DeskView> = Stamp & { readonly view: V };
export type Delta<P = ViewPatch | DeskPatch> = Stamp & { readonly patch: P };
export type Heartbeat = Stamp;

/**
 * One line or feed that turned, told by itself to a connection that is too slow for deltas. What was not yet told of a line is one
 * alarm, of its newest state. The snapshot that follows holds all of them.
 */
export type Alarm = {
  readonly kind: 'line' | 'feed';
  /** `promise` or `promise/group`, or the feed's. */
  readonly id: string;
  readonly state: State;
  /** It broke since it was told of last, even where it is no longer broken. */
  readonly hasBroken: boolean;
  /** When it turned. */
  readonly atMs: number;
  readonly nowAtMs: number;
};

/**
 * The acknowledgement of a subscription comes after the deltas since `resume`, or after a snapshot, and says where these lead; what
 * leads elsewhere at the client is asked for anew. `null` where more waits for the client than can be added: a snapshot comes later.
 */
export type SubscribeReply = { readonly ok: true; readonly position: Position | null } | { readonly ok: false; readonly error: WireError };

/**
 * First word of the server: the version that it speaks from here on, out of those that were offered, and which pages it serves. A page
 * that meets other pages than it came with loads them.
 */
export type Welcome = { readonly protocol: number; readonly nowAtMs: number; readonly pages?: string };

/** What a client says of itself when it connects. */
export type Offer = { readonly protocols: readonly number[] };

/** Why a connection was refused; `retryAfterMs` where the server is to be left alone for that long. */
export type Refusal = WireError & { readonly retryAfterMs?: number };

/** What a person does about one obligation; `id` is its row's. It becomes an entry of the log with its actor. */
export type Act = { readonly id: string; readonly by: string } & (
  | { readonly do: 'acknowledge' | 'unacknowledge' | 'unshelve' }
  /** Until an instant, epoch ms, at most twelve hours ahead. */
  | { readonly do: 'shelve'; readonly untilAtMs: number; readonly reason: string }
  | { readonly do: 'assign'; readonly to: string }
  | { readonly do: 'note'; readonly text: string }
  | { readonly do: 'exclude'; readonly reason: string }
  | { readonly do: 'include'; readonly reason: string }
  /** `remedy` means one line by its place in the book's list, from 1; without it all lines of what is paid for. */
  | { readonly do: 'settle'; readonly reason?: string; readonly remedy?: number }
  | { readonly do: 'waive'; readonly reason: string; readonly remedy?: number }
  | { readonly do: 'verify'; readonly reason?: string }
  /** `answer` is what whoever complained is told; `reason` stays among those who decide. */
  | { readonly do: 'reject'; readonly reason: string; readonly answer?: string }
);

/** `ok` means that it is on disk. */
export type ActReply = { readonly ok: true; readonly place: number } | { readonly ok: false; readonly error: WireError };

export type DetailReply = { readonly ok: true; readonly detail: DeskDetail } | { readonly ok: false; readonly error: WireError };

export interface ServerToClient extends ReplayToClient {
  welcome: (welcome: Welcome) => void;
  delta: (delta: Delta) => void;
  snapshot: (snapshot: Snapshot) => void;
  heartbeat: (heartbeat: Heartbeat) => void;
  alarm: (alarm: Alarm) => void;
}

export interface ClientToServer extends ReplayToServer {
  subscribe: (request: Subscribe, reply: (reply: SubscribeReply) => void) => void;
  /** Clock synchronisation: answers the server's epoch ms at once. */
  clock: (reply: (serverNowAtMs: number) => void) => void;
  /** One row of the desk, explained as of now. */
  detail: (request: { readonly id: string }, reply: (reply: DetailReply) => void) => void;
  act: (act: Act, reply: (reply: ActReply) => void) => void;
}
