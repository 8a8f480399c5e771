import type { Bilingual } from '../../text/index.ts';
import type { Alarm } from '../wall/alarm.ts';
import type { State, WallLine } from '../wall/wall.ts';

/**
 * What a site's own people see of the promises that they keep: no money, no fine, no name of a person, no text that somebody wrote,
 * and no other site beside theirs (CREW-1). Instants are epoch ms UTC, shares 0 to 1.
 */
export type CrewView = {
  readonly site: string;
  /** The engine's time. */
  readonly atMs: number;
  /** IANA zone in which every clock time is shown. */
  readonly timezone: string;
  /** In the book's order. */
  readonly promises: readonly CrewPromise[];
  /** Warned of, acted on and kept, of what was decided on this local day (CREW-5). */
  readonly saved: number;
  /** What falls due next here, the soonest first, at most `CREW_NEXT_MAX` (CREW-6). */
  readonly next: readonly CrewNext[];
  /** Said on a plain banner where the figures are a demonstration. */
  readonly banner: Bilingual | null;
  /** Only while something is wrong with the log itself. */
  readonly alarm?: Alarm;
};

export type CrewPromise = {
  readonly id: string;
  /** Its short name: what customers are told may name money. */
  readonly short: Bilingual;
  readonly kind: 'deadline' | 'ratio' | 'count';
  readonly state: State;
  readonly unit: CrewUnit;
  readonly now: CrewFigure;
  readonly target: WallLine['target'];
  /** `null` where nothing ever closes, as in a window that rolls. */
  readonly streak: CrewStreak | null;
  /** Oldest first, the running one last: seven days, or seven windows where these are longer than a day; none where it rolls. */
  readonly strip: readonly CrewCell[];
};

/** What it is judged by. */
export type CrewUnit = 'hour' | 'shift' | 'day' | 'week' | 'month' | 'quarter' | 'year' | 'rolling';

/** How the window of now stands. */
export type CrewFigure = {
  readonly fromAtMs: number;
  readonly toAtMs: number;
  /** Kept so far, of all that were decided. Of a count, `all` are its events. */
  readonly good: number;
  readonly all: number;
  /** Not decided yet. */
  readonly open: number;
  /** Of a statistic, in seconds where it is a duration, or of a count; `null` for shares, and while there is nothing to judge. */
  readonly value: number | null;
  /** The share kept where it is not `good` of `all` but a mean over days; `null` elsewhere, and while there is nothing to judge. */
  readonly mean: number | null;
};

/** Windows kept in a row, or for a count of what must not happen the time without it (CREW-2, CREW-3). */
export type CrewStreak =
  | {
      readonly kind: 'windows';
      readonly now: number;
      readonly best: number;
      /** Start of the first window that was looked at for the best; `null` while none is over. */
      readonly sinceAtMs: number | null;
    }
  | { readonly kind: 'free'; readonly nowMs: number; readonly bestMs: number; readonly sinceAtMs: number };

/** One day, or one window that is longer than a day. */
export type CrewCell = {
  readonly fromAtMs: number;
  readonly state: 'kept' | 'broken' | 'running' | 'no-data' | 'idle';
  /** Windows of it that were kept, of those that were judged. */
  readonly kept: number;
  readonly judged: number;
};

export type CrewNext = {
  /** `promise subject nth`. */
  readonly id: string;
  readonly short: Bilingual;
  /** Last part of the subject, such as `UA1545`. */
  readonly label: string;
  readonly state: State;
  readonly dueAtMs: number;
};

export const CREW_NEXT_MAX = 6;

/** The sites that there are, by name, with what each has promised. */
export type CrewSites = { readonly sites: readonly CrewSite[]; readonly banner: Bilingual | null };
export type CrewSite = { readonly site: string; readonly promises: readonly Bilingual[] };
