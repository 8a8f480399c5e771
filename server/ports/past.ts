import type { Ask, Shown } from '../../shared/view/index.ts';
import type { ReplayDo, ReplayEnded, ReplayFrame, ReplayOpen, ReplayReply } from '../../shared/wire/index.ts';

/** Which time is asked for, see `Shown`; at least one of the two. */
export type When = {
  /** The log up to a place, or up to what was received by an instant. */
  readonly knownAt: { readonly place: number } | { readonly atMs: number } | null;
  readonly asOfMs: number | null;
};

/** `body` is a JSON text, or that of a CSV file where that was asked for. */
export type PastAnswer = { readonly shown: Shown; readonly body: string };

/** Answers what a screen shows of another time. */
export interface Past {
  /**
   * @param signal nobody waits for it any more.
   * @throws KeptError TIME_INVALID, HISTORY_BUSY, HISTORY_TOO_LARGE, HISTORY_WITHOUT_BOOK, and those of `answerTo`.
   */
  ask(ask: Ask, when: When, signal: AbortSignal): Promise<PastAnswer>;
}

/** Who gets what a replay shows. */
export type ReplaySink = {
  readonly frame: (frame: ReplayFrame) => void;
  readonly ended: (ended: ReplayEnded) => void;
};

/** One replay that runs. */
export interface RunningReplay {
  do(wanted: ReplayDo): Promise<ReplayReply>;
  /** A frame has arrived where it is shown. */
  taken(): void;
  /** Resolves when nothing of it is left. */
  close(): Promise<void>;
}

/** Runs replays beside the live engine. */
export interface Replays {
  /**
   * `opened` is answered when the first view is there; the replay can be closed before, and has ended by itself where it is refused.
   * @throws KeptError REPLAY_INVALID, REPLAY_BUSY.
   */
  open(request: ReplayOpen, sink: ReplaySink): { readonly replay: RunningReplay; readonly opened: Promise<ReplayReply> };
}
