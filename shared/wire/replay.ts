import type { WireError } from '../error/index.ts';
import type { Delta, Snapshot } from './events.ts';

/** How many times faster than it happened a replay may run. */
export const REPLAY_SPEED_MAX = 3_600;

/** What a replay shows, and of when: epoch ms, from the first to the last instant. It begins at `fromAtMs`, running unless it is `paused`. */
export type ReplayOpen = ({ readonly view: 'wall'; readonly board: string } | { readonly view: 'desk' }) & {
  readonly fromAtMs: number;
  readonly toAtMs: number;
  /** 1 to `REPLAY_SPEED_MAX`; 1 where it is not given. */
  readonly speed?: number;
  readonly paused?: boolean;
};

/** What may be asked of an open replay. Whatever it was doing ends: the last word counts. */
export type ReplayDo =
  | { readonly do: 'play' }
  | { readonly do: 'pause' }
  | { readonly do: 'speed'; readonly speed: number }
  /** Goes to an instant of the replay's range, and stays as it was: running or paused. */
  | { readonly do: 'seek'; readonly atMs: number }
  /** Goes on, or back, to where the state of a line changes next, of the one named or of any on the view, and pauses there. */
  | { readonly do: 'step'; readonly line?: string; readonly isBack?: boolean }
  | { readonly do: 'close' };

/** Where a replay stands. It is paused at its end. */
export type ReplayStatus = {
  readonly isPlaying: boolean;
  readonly isAtEnd: boolean;
  readonly atMs: number;
  /** Last place of the log that it knows. */
  readonly place: number;
  readonly speed: number;
};

/** `stepped` says whether a step found a change before the end, or before it had looked for as long as it may. */
export type ReplayReply =
  | { readonly ok: true; readonly status: ReplayStatus; readonly stepped?: boolean }
  | { readonly ok: false; readonly error: WireError };

/** A view as live sends it, with the instant of the replay for now; then what differs. `taken` asks for more: a slow page gets fewer. */
export type ReplayFrame =
  | { readonly kind: 'snapshot'; readonly status: ReplayStatus; readonly snapshot: Snapshot }
  | { readonly kind: 'delta'; readonly status: ReplayStatus; readonly delta: Delta }
  /** Time went on and nothing changed. */
  | { readonly kind: 'time'; readonly status: ReplayStatus };

/** Why a replay has ended without being closed: nobody used it for long, or it failed. */
export type ReplayEnded = { readonly why: 'idle' | 'failed'; readonly error?: WireError };

export interface ReplayToClient {
  'replay-frame': (frame: ReplayFrame, taken: () => void) => void;
  'replay-ended': (ended: ReplayEnded) => void;
}

export interface ReplayToServer {
  /** A connection has one replay at a time: another one takes its place. */
  'replay-open': (request: ReplayOpen, reply: (reply: ReplayReply) => void) => void;
  'replay-do': (wanted: ReplayDo, reply: (reply: ReplayReply) => void) => void;
}
