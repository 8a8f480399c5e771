import type { Batch } from '../../shared/event/index.ts';

/** The record of a log as another thread reads it, or whoever does not write it. */
export interface LogRecord {
  /** Batches in (afterPlace, untilPlace], oldest first, cut to that range; they end before one that is damaged. */
  read(afterPlace: number, untilPlace: number): AsyncIterable<Batch>;
  /** The hash over the log up to a place, in hex: `null` where no batch ends there. */
  chainAt(place: number): string | null;
  close(): void;
}
