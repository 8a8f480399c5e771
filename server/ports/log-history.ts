import type { BookPut } from '../../shared/engine/index.ts';
import type { Batch } from '../../shared/event/index.ts';

/** A book as an entry of the log holds it; `place` is that of the entry. */
export type BookEntry = BookPut & { readonly place: number };

/** A log that is only read, by a thread or a program of its own, while another may be writing it. */
export interface LogHistory {
  /** The last place on disk, 0 when empty, and when it was received. */
  head(): { readonly place: number; readonly receivedAtMs: number };
  /** The last place that was received by an instant; 0 before the first. */
  placeAt(atMs: number): number;
  /** When a place was received; `null` where there is none. */
  receivedAtMs(place: number): number | null;
  /** Batches with places in (afterPlace, untilPlace], oldest first, cut to that range. Callers may stop early. */
  read(afterPlace: number, untilPlace?: number): AsyncIterable<Batch>;
  /** The book that was in force after a place; `null` before the first. */
  bookAt(place: number): BookEntry | null;
  close(): void;
}
