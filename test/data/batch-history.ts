import type { BookEntry, LogHistory } from '../../server/ports/index.ts';
import { bookPutIn } from '../../shared/engine/index.ts';
import type { Batch } from '../../shared/event/index.ts';

/** The reading port over a list of batches, the obvious way. */
export class BatchHistory implements LogHistory {
  readonly batches: readonly Batch[];

  constructor(batches: readonly Batch[]) {
    this.batches = batches;
  }

  head() {
    const last = this.batches.at(-1);
    return last === undefined ? { place: 0, receivedAtMs: 0 } : { place: lastPlaceOf(last), receivedAtMs: last.receivedAtMs };
  }

  placeAt(atMs: number): number {
    const last = this.batches.findLast((batch) => batch.receivedAtMs <= atMs);
    return last === undefined ? 0 : lastPlaceOf(last);
  }

  receivedAtMs(place: number): number | null {
    return this.batches.find((batch) => batch.firstPlace <= place && lastPlaceOf(batch) >= place)?.receivedAtMs ?? null;
  }

  async *read(afterPlace: number, untilPlace = Number.POSITIVE_INFINITY): AsyncGenerator<Batch> {
    for (const { firstPlace, receivedAtMs, events } of this.batches) {
      const kept = events.filter((_, index) => firstPlace + index > afterPlace && firstPlace + index <= untilPlace);
      if (kept.length > 0) yield { firstPlace: Math.max(firstPlace, afterPlace + 1), receivedAtMs, events: kept };
    }
  }

  bookAt(place: number): BookEntry | null {
    const books = this.batches.flatMap((batch) =>
      batch.events.flatMap(({ type, data }, index) =>
        type === 'kept.book-put' ? [{ place: batch.firstPlace + index, ...bookPutIn(data) }] : [],
      ),
    );
    return books.findLast((book) => book.place <= place) ?? null;
  }

  close(): void {}
}

function lastPlaceOf({ firstPlace, events }: Batch): number {
  return firstPlace + events.length - 1;
}
