import type { Batch } from '../../shared/event/index.ts';

/** The part of a batch with places in (afterPlace, untilPlace]; `undefined` when none of it lies there. */
export function cutTo(batch: Batch, afterPlace: number, untilPlace: number): Batch | undefined {
  const from = Math.max(0, afterPlace + 1 - batch.firstPlace);
  const to = Math.min(batch.events.length, untilPlace + 1 - batch.firstPlace);
  if (from >= to) return undefined;
  if (from === 0 && to === batch.events.length) return batch;
  return { firstPlace: batch.firstPlace + from, receivedAtMs: batch.receivedAtMs, events: batch.events.slice(from, to) };
}
