/** A stretch of time `[fromAtMs, toAtMs)`. */
export type Span = { readonly fromAtMs: number; readonly toAtMs: number };

/** The same time in order, in as few spans as there can be: those that overlap or touch become one, empty ones go. */
export function united(spans: readonly Span[]): readonly Span[] {
  const result: Span[] = [];
  for (const span of spans.filter(({ fromAtMs, toAtMs }) => fromAtMs < toAtMs).sort((a, b) => a.fromAtMs - b.fromAtMs)) {
    const last = result.at(-1);
    if (last !== undefined && span.fromAtMs <= last.toAtMs)
      result[result.length - 1] = { fromAtMs: last.fromAtMs, toAtMs: Math.max(last.toAtMs, span.toAtMs) };
    else result.push(span);
  }
  return result;
}

/** What of the spans lies inside `bounds`. */
export function clipped(spans: readonly Span[], bounds: Span): readonly Span[] {
  return spans
    .map(({ fromAtMs, toAtMs }) => ({ fromAtMs: Math.max(fromAtMs, bounds.fromAtMs), toAtMs: Math.min(toAtMs, bounds.toAtMs) }))
    .filter(({ fromAtMs, toAtMs }) => fromAtMs < toAtMs);
}
