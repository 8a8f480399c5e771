import { instantOf, type KeptEvent } from '../../shared/event/index.ts';
import type { PartStretch } from './demo-part.ts';

/** A stretch of time told in one go, and whatever lies in it. */
export type Slice = { readonly fromAtMs: number; readonly toAtMs: number; readonly stretches: readonly PartStretch[] };

/** The stretches of all sources cut at the same instants, so that the log hears them side by side, in order of time. */
export function slicesOf(stretches: readonly PartStretch[]): readonly Slice[] {
  const slices: Slice[] = [];
  const starts = stretches.map(({ fromAtMs }) => fromAtMs);
  const endAtMs = Math.max(...stretches.map(({ toAtMs }) => toAtMs));
  for (let fromAtMs = Math.min(...starts); fromAtMs < endAtMs; ) {
    const within = stretches.filter((stretch) => stretch.fromAtMs <= fromAtMs && fromAtMs < stretch.toAtMs);
    const nextStarts = starts.filter((atMs) => atMs > fromAtMs);
    const toAtMs = Math.min(...nextStarts, ...within.map((stretch) => Math.min(stretch.toAtMs, fromAtMs + stretch.sliceMs)));
    if (within.length > 0) slices.push({ fromAtMs, toAtMs, stretches: within });
    fromAtMs = toAtMs;
  }
  return slices;
}

/** The events of a slice, by time, source and id. */
export function eventsOf({ fromAtMs, toAtMs, stretches }: Slice): readonly KeptEvent[] {
  return stretches
    .flatMap(({ eventsWithin }) => eventsWithin(fromAtMs, toAtMs))
    .map((event) => ({ event, atMs: instantOf(event.time) ?? 0 }))
    .sort((a, b) => a.atMs - b.atMs || order(a.event.source, b.event.source) || order(a.event.id, b.event.id))
    .map(({ event }) => event);
}

function order(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
