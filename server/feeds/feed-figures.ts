import type { EngineState, FeedHealth } from '../../shared/engine/index.ts';
import { type Batch, instantOf, type KeptEvent } from '../../shared/event/index.ts';
import type { Clock, Log } from '../ports/index.ts';
import { LagWindow } from './lag-window.ts';

/** How one feed does, as `/api/feeds` says it. Instants are epoch ms, counts are since the server started. */
export type FeedReport = {
  readonly id: string;
  /** What the book says of it: how the `source` of its events begins, their types, and how long it may be quiet. */
  readonly source: string;
  readonly sends: readonly string[];
  readonly heartbeatMs: number;
  readonly state: FeedHealth['state'];
  /** When Kept last received something of it, and the newest time that any of its events bears. */
  readonly receivedAtMs: number | null;
  readonly latestAtMs: number | null;
  /** Receipt less the event's own time, of the last ten minutes; `null` where nothing came. */
  readonly lag: { readonly medianMs: number; readonly worstMs: number } | null;
  /** Events in the last whole minute. */
  readonly perMinute: number;
  /** Events that were sent before with the same content, and with other content, which were refused. */
  readonly repeats: number;
  readonly conflicts: number;
  /** Other refusals, by code. */
  readonly refused: { readonly [code: string]: number };
  /** By how much its newest time is older than now while it catches up; 0 while it is live, `null` before it was heard. */
  readonly backlogMs: number | null;
};
/** `other` is what no feed of the book sends, or what could not be read so far as to say whose it is. */
export type FeedsReport = { readonly feeds: readonly FeedReport[]; readonly other: Pick<FeedReport, 'repeats' | 'conflicts' | 'refused'> };

export type FeedFiguresOptions = {
  readonly source: { readonly state: EngineState };
  readonly log: Pick<Log, 'onCommit'>;
  readonly clock: Pick<Clock, 'nowAtMs'>;
};

/** Of a commit about so many events are looked at, evenly: a back-fill of thousands is no reason to be slow. */
const LOOKED_AT = 64;
/** Codes of refusals are few; anything else is a mistake of our own and must not grow without end. */
const CODES_MAX = 100;

type Counts = { repeats: number; conflicts: number; readonly refused: Map<string, number> };

/**
 * What the engine does not keep of the feeds: how late events come, at what rate, and what was not taken. It is of this run of the
 * server; how a feed stands comes from the fold.
 */
export class FeedFigures {
  readonly #options: FeedFiguresOptions;
  readonly #lags = new Map<string, LagWindow>();
  readonly #counts = new Map<string | null, Counts>();
  readonly #stop: () => void;

  constructor(options: FeedFiguresOptions) {
    this.#options = options;
    this.#stop = options.log.onCommit((batch) => this.#committed(batch));
  }

  stop(): void {
    this.#stop();
  }

  /** A log that counts what became of what is appended to it, for the door through which events come. */
  counting(log: Pick<Log, 'append'>): Pick<Log, 'append'> {
    return {
      append: async (events, options) => {
        const receipts = await log.append(events, options);
        for (let at = 0; at < receipts.length; at += 1) {
          const [event, status] = [events[at], receipts[at]?.status];
          if (event !== undefined && status !== undefined && status !== 'accepted') this.#turnedAway(event, status);
        }
        return receipts;
      },
    };
  }

  /** An event was refused before it came to the log. `source` is as the sender wrote it, `null` where it wrote none. */
  refused(code: string, source: string | null, type: string | null): void {
    for (const counts of this.#countsOf(source ?? '', type ?? '')) {
      if (counts.refused.size < CODES_MAX || counts.refused.has(code)) counts.refused.set(code, (counts.refused.get(code) ?? 0) + 1);
    }
  }

  report(): FeedsReport {
    const { repeats, conflicts, refused } = this.#of(null);
    return {
      feeds: this.#options.source.state.feeds.map((health) => this.#reportOf(health)),
      other: { repeats, conflicts, refused: Object.fromEntries(refused) },
    };
  }

  #reportOf({ feed, state, lastSeenAtMs, coverage }: FeedHealth): FeedReport {
    const nowAtMs = this.#options.clock.nowAtMs();
    const window = this.#lags.get(feed.id);
    const { repeats, conflicts, refused } = this.#of(feed.id);
    const { latestAtMs } = coverage;
    return {
      id: feed.id,
      source: feed.source,
      sends: feed.sends.types,
      heartbeatMs: feed.heartbeatMs,
      state,
      receivedAtMs: lastSeenAtMs,
      latestAtMs,
      lag: window?.lag(nowAtMs) ?? null,
      perMinute: window?.perMinute(nowAtMs) ?? 0,
      repeats,
      conflicts,
      refused: Object.fromEntries(refused),
      backlogMs: latestAtMs === null ? null : state === 'live' ? 0 : Math.max(0, nowAtMs - latestAtMs),
    };
  }

  #committed({ receivedAtMs, events }: Batch): void {
    const stride = Math.ceil(events.length / LOOKED_AT);
    const { feedsOf } = this.#options.source.state;
    for (let at = events.length - 1; at >= 0; at -= stride) {
      const event = events[at] as KeptEvent;
      const heard = feedsOf.event(event.source, event.type);
      if (heard.length === 0) continue;
      const lagMs = receivedAtMs - (instantOf(event.time) ?? receivedAtMs);
      for (const { feed } of heard)
        this.#lags.getOrInsertComputed(feed.id, () => new LagWindow()).add(lagMs, receivedAtMs, Math.min(stride, at + 1));
    }
  }

  #turnedAway({ source, type }: KeptEvent, status: 'repeat' | 'conflict'): void {
    for (const counts of this.#countsOf(source, type)) {
      if (status === 'repeat') counts.repeats += 1;
      else counts.conflicts += 1;
    }
  }

  /** Those of the feeds that send such events, else those of nobody. */
  #countsOf(source: string, type: string): readonly Counts[] {
    const heard = this.#options.source.state.feedsOf.event(source, type);
    return heard.length === 0 ? [this.#of(null)] : heard.map(({ feed }) => this.#of(feed.id));
  }

  #of(feed: string | null): Counts {
    return this.#counts.getOrInsertComputed(feed, () => ({ repeats: 0, conflicts: 0, refused: new Map() }));
  }
}
