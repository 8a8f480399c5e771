import type { PinnedNote, ScrubberMarks } from '../../shared/review/index.ts';

const HOUR_MS = 3_600_000;
/** Breaks that are nearer than this share of the width are one mark. */
const APART_MIN = 0.008;

export type ScrubSpan = { readonly fromAtMs: number; readonly toAtMs: number };

/** Where an instant stands on the scrubber, 0 to 1. */
export function shareAt(atMs: number, { fromAtMs, toAtMs }: ScrubSpan): number {
  return Math.min(1, Math.max(0, (atMs - fromAtMs) / (toAtMs - fromAtMs)));
}

/** The instant at a place of the scrubber, to the second. @param share 0 to 1. */
export function instantAt(share: number, { fromAtMs, toAtMs }: ScrubSpan): number {
  const atMs = fromAtMs + Math.min(1, Math.max(0, share)) * (toAtMs - fromAtMs);
  return Math.round(atMs / 1_000) * 1_000;
}

export type BreakMark = { readonly atMs: number; readonly share: number; readonly count: number };

/** Breaks as marks that do not lie on each other: what is too near joins the mark before it. */
export function breakMarks(breaks: ScrubberMarks['breaks'], span: ScrubSpan): readonly BreakMark[] {
  const marks: BreakMark[] = [];
  for (const { atMs } of breaks) {
    const share = shareAt(atMs, span);
    const last = marks.at(-1);
    if (last !== undefined && share - last.share < APART_MIN) marks[marks.length - 1] = { ...last, count: last.count + 1 };
    else marks.push({ atMs, share, count: 1 });
  }
  return marks;
}

export type HourBar = {
  readonly atMs: number;
  readonly from: number;
  readonly width: number;
  readonly height: number;
  readonly count: number;
};

/** Warnings of each hour as bars, the highest of them as high as there is room. */
export function hourBars(perHour: readonly number[], span: ScrubSpan): readonly HourBar[] {
  const most = Math.max(1, ...perHour);
  return perHour.flatMap((count, hour) => {
    const atMs = span.fromAtMs + hour * HOUR_MS;
    const from = shareAt(atMs, span);
    return count === 0 ? [] : [{ atMs, from, width: shareAt(atMs + HOUR_MS, span) - from, height: count / most, count }];
  });
}

export type DayMark = { readonly atMs: number; readonly share: number; readonly noonShare: number | null };

/** The beginning of each local day, and its noon. @param offsetMs how far the place's clock is ahead of UTC at an instant, ms. */
export function dayMarks(span: ScrubSpan, offsetMs: (atMs: number) => number): readonly DayMark[] {
  const days: DayMark[] = [];
  const DAY_MS = 24 * HOUR_MS;
  const firstDay = Math.floor((span.fromAtMs + offsetMs(span.fromAtMs)) / DAY_MS);
  const midnight = (day: number): number => {
    const guess = day * DAY_MS - offsetMs(span.fromAtMs);
    // The clock may change on the way, so the day's own difference counts.
    return day * DAY_MS - offsetMs(guess);
  };
  for (let day = firstDay; midnight(day) < span.toAtMs; day += 1) {
    const atMs = midnight(day);
    const noonAtMs = atMs + DAY_MS / 2;
    if (atMs >= span.fromAtMs)
      days.push({ atMs, share: shareAt(atMs, span), noonShare: noonAtMs < span.toAtMs ? shareAt(noonAtMs, span) : null });
  }
  return days;
}

/** A row for each hour in which something is marked: what the scrubber draws, as a table. */
export type ScrubRow = { readonly atMs: number; readonly broke: number; readonly warned: number; readonly silent: readonly string[] };

export function scrubRows({ breaks, warningsPerHour, gaps }: ScrubberMarks, { fromAtMs, toAtMs }: ScrubSpan): readonly ScrubRow[] {
  const hours = Math.ceil((toAtMs - fromAtMs) / HOUR_MS);
  return Array.from({ length: hours }, (_, hour) => {
    const [from, to] = [fromAtMs + hour * HOUR_MS, fromAtMs + (hour + 1) * HOUR_MS];
    return {
      atMs: from,
      broke: breaks.filter(({ atMs }) => atMs >= from && atMs < to).length,
      warned: warningsPerHour[hour] ?? 0,
      silent: [...new Set(gaps.filter((gap) => gap.fromAtMs < to && gap.toAtMs > from).map(({ feed }) => feed))],
    };
  }).filter(({ broke, warned, silent }) => broke + warned + silent.length > 0);
}

export type NoteFlag = PinnedNote & { readonly number: number; readonly share: number };

/** Notes with the number that they carry on the scrubber and in the list. */
export function noteFlags(notes: readonly PinnedNote[], span: ScrubSpan): readonly NoteFlag[] {
  return notes.map((note, index) => ({ ...note, number: index + 1, share: shareAt(note.atMs, span) }));
}
