import type { Batch, JsonObject, KeptEvent } from '../../shared/event/index.ts';
import type { LogHealth } from './log-health.ts';

/** What became of one event: written, a repeat of the one at `place`, or refused because that one has other content (LOG-1). */
export type Receipt = { readonly status: 'accepted' | 'repeat' | 'conflict'; readonly place: number };

/** What a caller knows of its events already, so that the log need not work it out again. */
export type Known = {
  /** UTC day of each event's time, in days since 1970-01-01. */
  readonly days: Int32Array;
  /** About how many bytes all of them are as JSON, for the bounds of what waits. */
  readonly bytes: number;
  /** The JSON array that these events and no others were parsed from; it must not be written to any more. */
  readonly json?: Uint8Array;
};

export type AppendOptions = {
  /** People's actions do not wait for company: the group is committed at once. */
  readonly urgent?: boolean;
  readonly known?: Known;
};

/**
 * The append-only record of everything. An event counts once for ever: identity is (source, UTC day of time, id), LOG-1.
 * Appends that are under way together share a commit; a batch is one commit, and its events share `receivedAtMs`,
 * which never decreases from batch to batch.
 */
export interface Log {
  /** Changes when the record is another one: a new data folder, a restored backup. */
  readonly epoch: string;
  /** How the record stands. Whoever shows figures shows this beside them. */
  health(): LogHealth;
  /** Called whenever the health has changed. Returns how to stop. */
  onHealth(listener: (health: LogHealth) => void): () => void;
  /**
   * The last place written, 0 when empty, and when; of a damaged record the last good one, so it can go back once. `seal` is the hash over
   * the log up to there, hex: whoever has noted it can tell later that nothing up to that place was changed.
   */
  head(): { readonly place: number; readonly receivedAtMs: number; readonly seal?: string };
  /**
   * When the oldest commit that is under way was received, `null` when none is. Time must not move past it before that commit
   * is folded, or a replay would meet it earlier than the live run did.
   */
  inFlightAtMs(): number | null;
  /**
   * Resolves when all accepted events are on disk, with one receipt for each event, in order.
   * @throws KeptError LOG_BUSY when too much is waiting, LOG_FAILED when the disk refuses (nothing of it is kept), LOG_UNSURE when it
   * is written but not yet secured (a repeat will tell), LOG_DAMAGED, LOG_CLOSED.
   */
  append(events: readonly KeptEvent[], options?: AppendOptions): Promise<readonly Receipt[]>;
  /**
   * Batches with places in (afterPlace, untilPlace], oldest first, cut to that range. Callers may stop early. What is damaged is never
   * given: the batches end before it, and the health says so.
   */
  read(afterPlace: number, untilPlace?: number): AsyncIterable<Batch>;
  /** Called once for each batch, in order, after it is on disk and before its appends resolve. Returns how to stop. */
  onCommit(listener: (batch: Batch) => void): () => void;
  /** Personal fields of one event, by path as `data.passenger`; undefined when it has none or they were erased. */
  personal(place: number): Promise<JsonObject | undefined>;
  close(): Promise<void>;
}
