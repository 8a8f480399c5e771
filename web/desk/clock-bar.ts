import type { DeskDetail, DeskSpan } from '../../shared/view/index.ts';

/** A stretch on the bar; places and lengths are shares of its width, 0 to 1. */
export type BarPiece = {
  readonly kind: 'counted' | 'off' | 'to-come' | 'over';
  readonly x: number;
  readonly width: number;
  /** How long the stretch is, ms; one that is cut off at the end of the bar is longer than drawn. */
  readonly ms: number;
  readonly span: DeskSpan | null;
};

export type ClockBar = {
  readonly pieces: readonly BarPiece[];
  readonly ticks: readonly { readonly x: number; readonly atMs: number }[];
  readonly now: number;
  readonly due: { readonly x: number; readonly atMs: number } | null;
};

/** A span in the table, with what all up to and with it count. What is shown of each adds up to the totals as they are shown, to the minute. */
export type SpanLine = { readonly span: DeskSpan; readonly countsMs: number; readonly totalMs: number };

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const STEPS_MS = [5, 10, 15, 30, 60, 120, 180, 360, 720, 1_440, 2_880, 10_080, 43_200].map((minutes) => minutes * MINUTE_MS);
const TICKS_MAX = 8;
/** How much longer than the time up to the due the bar is at most, when it is overdue, and how much air there is behind the due. */
const OVER_MAX = 0.6;
const AIR = 0.12;

export type ClockBarOptions = {
  readonly detail: Pick<DeskDetail, 'spans' | 'openedAtMs' | 'metAtMs'> & {
    readonly row: Pick<DeskDetail['row'], 'dueAtMs' | 'isStopped'>;
  };
  readonly nowAtMs: number;
  /** Of the place whose clock is shown, from UTC: ticks stand at its whole hours and midnights. */
  readonly offsetMs: number;
};

/** How the deadline came about, drawn to scale; `null` when there is no stretch to draw. */
export function clockBar({ detail, nowAtMs, offsetMs }: ClockBarOptions): ClockBar | null {
  const { spans, row } = detail;
  const [first, last] = [spans[0], spans.at(-1)];
  if (first === undefined || last === undefined || last.toAtMs <= first.fromAtMs) return null;
  const wholeMs = last.toAtMs - first.fromAtMs;
  const endMs = detail.metAtMs ?? nowAtMs;
  const toAtMs = Math.max(last.toAtMs + AIR * wholeMs, Math.min(endMs, last.toAtMs + OVER_MAX * wholeMs));
  const scale = (atMs: number): number => Math.max(0, Math.min(1, (atMs - first.fromAtMs) / (toAtMs - first.fromAtMs)));
  const piece = (kind: BarPiece['kind'], fromMs: number, untilMs: number, span: DeskSpan | null): BarPiece => {
    return { kind, x: scale(fromMs), width: scale(untilMs) - scale(fromMs), ms: untilMs - fromMs, span };
  };
  const drawn = spanLines(spans).flatMap(({ span, countsMs }) => {
    if (!span.counts) return [piece('off', span.fromAtMs, span.toAtMs, span)];
    const splitMs = Math.max(span.fromAtMs, Math.min(span.toAtMs, endMs));
    const counted = piece('counted', span.fromAtMs, splitMs, span);
    // A whole stretch says the same as its line in the table.
    return [splitMs === span.toAtMs ? { ...counted, ms: countsMs } : counted, piece('to-come', splitMs, span.toAtMs, span)];
  });
  const over = row.dueAtMs === null || row.isStopped ? [] : [piece('over', row.dueAtMs, endMs, null)];
  return {
    pieces: [...drawn, ...over].filter(({ width }) => width > 0),
    ticks: ticksOf(first.fromAtMs, toAtMs, offsetMs).map((atMs) => ({ atMs, x: scale(atMs) })),
    now: scale(endMs),
    due: row.dueAtMs === null ? null : { atMs: row.dueAtMs, x: scale(row.dueAtMs) },
  };
}

/** Whether ticks are so far apart that they are named by their day. */
export function isDaily(ticks: ClockBar['ticks']): boolean {
  const [first, second] = ticks;
  return first !== undefined && second !== undefined && second.atMs - first.atMs >= DAY_MS;
}

export function spanLines(spans: readonly DeskSpan[]): readonly SpanLine[] {
  let totalMs = 0;
  return spans.map((span) => {
    const ms = span.counts ? span.toAtMs - span.fromAtMs : 0;
    const beforeMs = totalMs;
    totalMs += ms;
    const countsMs = ms < MINUTE_MS ? ms : wholeMinutes(totalMs) - wholeMinutes(beforeMs);
    return { span, countsMs, totalMs };
  });
}

function wholeMinutes(ms: number): number {
  return Math.floor(ms / MINUTE_MS) * MINUTE_MS;
}

function ticksOf(fromAtMs: number, toAtMs: number, offsetMs: number): readonly number[] {
  const stepMs = STEPS_MS.find((ms) => (toAtMs - fromAtMs) / ms <= TICKS_MAX) ?? (toAtMs - fromAtMs) / TICKS_MAX;
  const firstMs = Math.ceil((fromAtMs + offsetMs) / stepMs) * stepMs - offsetMs;
  return Array.from({ length: Math.max(0, Math.floor((toAtMs - firstMs) / stepMs) + 1) }, (_, index) => firstMs + index * stepMs);
}
