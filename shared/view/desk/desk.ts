import type { Incident } from '../../engine/index.ts';
import type { Bilingual, Text } from '../../text/index.ts';
import type { PromiseScore } from '../promise-scores.ts';
import type { Alarm } from '../wall/alarm.ts';
import type { AlarmLoad } from '../wall/alarm-load.ts';
import type { State, WallFeed } from '../wall/wall.ts';
import type { WarningsToday } from '../warnings-today.ts';
import type { BestAct } from './next-best.ts';

/**
 * Everything that a desk lists: all that is open, and what broke and is not done yet. The rows come in no order: the page sorts
 * and filters by itself. Instants are epoch ms UTC, money is integer minor units of `head.currency`, chances 0 to 1.
 */
export type DeskView = { readonly head: DeskHead; readonly rows: readonly DeskRow[] };

/** What of a desk differs: the head whole where it does, rows that are new or differ, and the ids of those that went. */
export type DeskPatch = { readonly head?: DeskHead; readonly rows: readonly DeskRow[]; readonly gone: readonly string[] };

export type DeskHead = {
  readonly bookId: string;
  readonly bookVersion: string;
  /** IANA zone in which every clock time is shown. */
  readonly timezone: string;
  readonly currency: string;
  /** Deadline promises in the book's order: those whose obligations stand on the desk. */
  readonly promises: readonly DeskPromise[];
  readonly feeds: readonly WallFeed[];
  /** Where acting now saves most, at most 5. */
  readonly nextBest: readonly BestAct[];
  /** What became of the warnings of today, and how many come now; `null` where the desk is cut to sites, which it is not counted by. */
  readonly warnings: WarningsToday | null;
  readonly alarmLoad: AlarmLoad;
  /** How well forecasts did lately, of each promise that was scored; none where the desk is cut to sites. */
  readonly scores: readonly PromiseScore[];
  /** The shift that was signed off last, where nobody has taken it over yet: it waits for the next lead. */
  readonly handover: { readonly id: string; readonly by: string; readonly atMs: number } | null;
  /** All rows there are; more than are sent where there are over `DESK_ROWS_MAX`. */
  readonly total: number;
  /** Said on a plain banner where the figures are a demonstration. */
  readonly banner: Bilingual | null;
  /** Only while something is wrong with the log itself. */
  readonly alarm?: Alarm;
};

export type DeskPromise = { readonly id: string; readonly short: Bilingual; readonly says: Bilingual; readonly hasMoney: boolean };

/** The most urgent ones are sent where there are more. */
export const DESK_ROWS_MAX = 20_000;

export type DeskRow = {
  /** `promise subject nth`, with `/stage` for a step of it. */
  readonly id: string;
  readonly promise: string;
  readonly subject: string;
  /** Last part of the subject, such as `UA1545` or `T-48213`; of a step on its way with the step's name, `T-48213 · kitchen`. */
  readonly label: string;
  /** What it is about in a few words: the opening's `title`, else where it goes; empty where the event does not say. */
  readonly title: string;
  readonly group: string | null;
  /** The value that picks the allowance; `null` where all have the same. */
  readonly tier: string | null;
  /** Who has it: the last one assigned by a person or by the source, or its first contact where that owns it; `null` when nobody. */
  readonly owner: string | null;
  readonly state: State;
  /** A stop holds: nothing counts down. */
  readonly isStopped: boolean;
  readonly dueAtMs: number | null;
  /** What a stop leaves to work, ms; `null` while it counts down to `dueAtMs`, which the page does by itself. */
  readonly leftMs: number | null;
  /** `null` when there is no forecast. */
  readonly chance: number | null;
  readonly why: Text | null;
  /** Since when it is warned of: the lead is from then to `dueAtMs`. `null` while it is not. */
  readonly warnedAtMs: number | null;
  /** By its forecast, or by the rule of three quarters. */
  readonly warnedBy: 'model' | 'rule' | null;
  /** What a breach of it owes. */
  readonly costMinor: number;
  /** Who acknowledged it last, since it broke where it is broken; `null` when nobody did. */
  readonly ackedBy: string | null;
  /** Who shelved it last, since it broke where it is broken, and until when, which may have passed; `null` when it was not, or put back. */
  readonly shelvedBy: string | null;
  readonly shelvedUntilMs: number | null;
  /** The incident that claims it; of several, one that is open and has it longest. `null` when none does. */
  readonly incident: string | null;
  /** Place of the last entry of its subject: a detail that was fetched before is old. */
  readonly rev: number;
};

/** One obligation, explained. */
export type DeskDetail = {
  readonly row: DeskRow;
  readonly says: Bilingual;
  /** Date of the version that governs it; empty where the book has none. */
  readonly version: string;
  readonly openedAtMs: number;
  readonly scheduledAtMs: number | null;
  readonly metAtMs: number | null;
  /** When it is expected to be met, as the source said last in `data.expected`; `null` where it said nothing, and once it is met. */
  readonly expectedAtMs: number | null;
  /** The due depends on holidays that nobody has published yet. */
  readonly isProvisional: boolean;
  /** Why it is excluded; `null` when it is not. */
  readonly excluded: string | null;
  /** Openings that came after its own, and opened nothing (OBL-1). */
  readonly ignoredOpenings: number;
  /** How often the item was handed on, where its first contact owns it; `null` elsewhere. */
  readonly handoffs: number | null;
  /** Those that claim it, open ones first. */
  readonly incidents: readonly Incident[];
  /** Complaints about it, the first filed first. */
  readonly complaints: readonly DeskComplaint[];
  /** All of these in sentences, and that it was met before it opened. */
  readonly remarks: readonly Text[];
  /** How the due came about: stretches that meet without gap. What counts adds up to the allowance. */
  readonly spans: readonly DeskSpan[];
  readonly forecast: { readonly chance: number; readonly why: Text } | null;
  /** The warning that stands; `null` while none does. */
  readonly warning: DeskWarning | null;
  /** What a breach owes, each remedy a line; `amountMinor` is `null` for a deed. */
  readonly remedies: readonly { readonly text: Text; readonly amountMinor: number | null; readonly isInternal: boolean }[];
  /** Newest first, at most `DESK_EVENTS_MAX`. */
  readonly events: readonly DeskEvent[];
  readonly eventsTotal: number;
  /** Other promises on the same item, and the whole or the other steps of this one, and how they stand. */
  readonly also: readonly { readonly id: string; readonly short: Bilingual; readonly state: State | 'excluded' | 'open' }[];
};

export type DeskComplaint = {
  /** Its own subject: by it it is verified or rejected. */
  readonly id: string;
  readonly filedAtMs: number;
  readonly decision: 'verified' | 'rejected' | null;
  /** What was written in it, cut at `CASE_TEXT_MAX`; empty where nothing was. How to reach somebody is not in it. */
  readonly text: string;
  /** What whoever complained was told with the decision; `null` where nothing was said. */
  readonly answer: string | null;
};

/** What was known when it was warned of. */
export type DeskWarning = {
  readonly raisedAtMs: number;
  /** By its forecast, or by the rule of three quarters. */
  readonly by: 'model' | 'rule';
  readonly chance: number;
  /** The chance from which on its promise warned then. */
  readonly threshold: number;
  readonly breaksAtMs: number;
  readonly driver: Text | null;
};

export const DESK_EVENTS_MAX = 50;
export const CASE_TEXT_MAX = 2_000;

/** A stretch of the time from the opening to the due. */
export type DeskSpan = { readonly fromAtMs: number; readonly toAtMs: number; readonly counts: boolean; readonly why: Text };

export type DeskEvent = {
  readonly id: string;
  readonly atMs: number;
  /** What happened, in words where Kept has them, else the type. */
  readonly text: Text;
  /** Who did it: a person, or the source. */
  readonly actor: string;
};
