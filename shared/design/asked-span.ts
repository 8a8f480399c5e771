import type { Span } from '../calendar/index.ts';
import type { Window } from '../measure/index.ts';
import type { History } from './judge-history.ts';

/** The span that is asked about; it has no end on the side on which none is named. */
export function askedSpan({ fromAtMs, toAtMs }: Pick<History, 'fromAtMs' | 'toAtMs'>): Span {
  return { fromAtMs: fromAtMs ?? Number.NEGATIVE_INFINITY, toAtMs: toAtMs ?? Number.POSITIVE_INFINITY };
}

/** An obligation is of the span in which it opened: whatever its limit, it is the same obligation (DES-1). */
export function opensIn({ fromAtMs, toAtMs }: Span, openedAtMs: number): boolean {
  return openedAtMs >= fromAtMs && openedAtMs < toAtMs;
}

/** A window is of the span that holds all of it, once it is over (DES-1). */
export function isOverIn({ fromAtMs, toAtMs }: Span, window: Window, nowAtMs: number): boolean {
  return window.fromAtMs >= fromAtMs && window.toAtMs <= toAtMs && window.toAtMs <= nowAtMs;
}
