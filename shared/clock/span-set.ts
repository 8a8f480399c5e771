import { clipped, type Span } from '../calendar/index.ts';

/** What of the spans lies inside any of the bounds; both in order and apart. */
export function inside(spans: readonly Span[], bounds: readonly Span[]): readonly Span[] {
  return bounds.flatMap((bound) => clipped(spans, bound));
}

/** The spans without the time that the cuts take; both in order and apart. */
export function without(spans: readonly Span[], cuts: readonly Span[]): readonly Span[] {
  const rest: Span[] = [];
  let next = 0;
  for (const { fromAtMs, toAtMs } of spans) {
    let atMs = fromAtMs;
    while (next < cuts.length && (cuts[next] as Span).toAtMs <= atMs) next += 1;
    for (let index = next; index < cuts.length && (cuts[index] as Span).fromAtMs < toAtMs; index += 1) {
      const cut = cuts[index] as Span;
      if (cut.fromAtMs > atMs) rest.push({ fromAtMs: atMs, toAtMs: cut.fromAtMs });
      atMs = Math.max(atMs, cut.toAtMs);
    }
    if (atMs < toAtMs) rest.push({ fromAtMs: atMs, toAtMs });
  }
  return rest;
}

/** How much of the spans lies between two instants, ms; nothing where the second comes first. */
export function msBetween(spans: readonly Span[], fromAtMs: number, toAtMs: number): number {
  if (toAtMs <= fromAtMs) return 0;
  let sum = 0;
  for (const span of spansFrom(spans, fromAtMs)) {
    if (span.fromAtMs >= toAtMs) break;
    sum += Math.min(span.toAtMs, toAtMs) - Math.max(span.fromAtMs, fromAtMs);
  }
  return sum;
}

/** The span that holds an instant. */
export function spanAt(spans: readonly Span[], atMs: number): Span | undefined {
  const [first] = spansFrom(spans, atMs);
  return first !== undefined && first.fromAtMs <= atMs ? first : undefined;
}

/** The spans that end after an instant, in order. */
export function* spansFrom(spans: readonly Span[], atMs: number): Generator<Span> {
  let [low, high] = [0, spans.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((spans[middle] as Span).toAtMs <= atMs) low = middle + 1;
    else high = middle;
  }
  for (; low < spans.length; low += 1) yield spans[low] as Span;
}
