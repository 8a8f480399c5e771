import type { BookIssue, TermDifferences } from '../book/index.ts';
import type { WhatIf } from '../design/index.ts';
import type { Publication } from '../engine/index.ts';
import type { FindingPlace, PlacedFinding, Score } from '../lint/index.ts';
import type { Bilingual } from '../text/index.ts';

/** Of `GET /api/book`: the book in force and how it came to be. */
export type BookOnScreen = {
  readonly id: string;
  /** Name of its file. */
  readonly file: string;
  readonly text: string;
  /** Of all that it says: what a draft is made from, and what publishing is held against. */
  readonly hash: string;
  readonly timezone: string;
  readonly currency: string;
  /** Digits after the point of an amount in minor units. */
  readonly minorDigits: number;
  readonly nowAtMs: number;
  /** Local date of now, `YYYY-MM-DD`. */
  readonly today: string;
  /** Oldest first. */
  readonly versions: readonly BookVersion[];
  /** What the log names, newest first; at most `PUBLISHED_MAX`. Empty where the log cannot be read a second time. */
  readonly published: readonly PublishedBook[];
  /** Whether what a draft would have done can be asked. */
  readonly canTry: boolean;
};

export type BookVersion = {
  readonly from: string;
  /** Last day, `null` of the newest. */
  readonly to: string | null;
  readonly status: 'past' | 'in-force' | 'to-come';
  readonly note: string;
  /** Obligations that are open under it, and stay so. */
  readonly openItems: number;
};

/** One book of the log; `place` is that of its entry, by which its text is asked for. */
export type PublishedBook = {
  readonly place: number;
  readonly atMs: number;
  readonly hash: string | null;
  readonly by: string;
  /** `null` of one that came from the console. */
  readonly publication: Publication | null;
  /** Against the one before it; `null` of the first, and where this version of Kept cannot read one of the two. */
  readonly differences: TermDifferences | null;
};

export const PUBLISHED_MAX = 30;

/** Of `POST /api/book/check`. */
export type BookCheck = { readonly ok: false; readonly issues: readonly BookIssue[] } | CheckedBook;

export type CheckedBook = {
  readonly ok: true;
  readonly hash: string;
  readonly findings: readonly PlacedFinding[];
  readonly scores: readonly Score[];
  /** Against the book in force. */
  readonly differences: TermDifferences;
  /** First local date on which its terms are other ones; `null` where they are the same. */
  readonly from: string | null;
  /** What it changes of the time before today: such a draft has to be dated first. */
  readonly restates: readonly string[];
  readonly promises: readonly { readonly id: string; readonly says: Bilingual; readonly at: FindingPlace | null }[];
  /** All that is in force by it, as YAML with where each value comes from, where that was asked for. */
  readonly effective: string | null;
};

/** What came of trying a draft on the past, with its newest terms from the first day on. */
export type BookTrial = {
  readonly whatIf: WhatIf;
  /** How many days of history there were, at most a year. */
  readonly days: number;
  /** What is owed in a year under the book as it was and under the draft: that of the span, made a year's. */
  readonly wasYearMinor: number;
  readonly wouldYearMinor: number;
  /** What the linter finds with the past before it. */
  readonly findings: readonly PlacedFinding[];
  readonly scores: readonly Score[];
};

/** Of `POST /api/book/publish`. */
export type PublishRequest = {
  readonly text: string;
  /** Hash of the book that the draft was made from. */
  readonly base: string;
  readonly by: string;
  readonly owner: string;
  readonly reviewer: string;
  /** Local date from which it counts. */
  readonly from: string;
  /** What its breaches may cost in a year, in minor units. */
  readonly budgetMinor: number;
  readonly reason?: string;
  readonly note?: string;
};

export type PublishReceipt = { readonly place: number; readonly hash: string; readonly from: string | null };
