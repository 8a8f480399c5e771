import type { LintText } from '../text/index.ts';

/** What makes a promise worth making. Source: the six principles of designing a service promise in the service-management literature. */
export const PRINCIPLES = ['unconditional', 'clear', 'beneficial', 'reliable', 'sincere', 'standardised'] as const;
export type Principle = (typeof PRINCIPLES)[number];

/** `fix`: it does not do what it says. `look`: somebody should decide whether it is meant. */
export type Level = 'fix' | 'look';

/** One thing that the linter found, with what to do about it. */
export type Finding = {
  /** `null` where it is about the book and no promise of it. */
  readonly promise: string | null;
  readonly principle: Principle;
  readonly level: Level;
  /** The key of the promise that it is about, to find its line by; `null` for the promise as a whole. */
  readonly key: string | null;
  readonly text: LintText;
  readonly fix: LintText;
};

/** With a remedy, without one, or said nowhere in public. */
export type Completeness = 'complete' | 'incomplete' | 'implicit';

export type Score = {
  readonly promise: string;
  readonly completeness: Completeness;
  /** By principle: 2 as it should be, 1 to look at, 0 to fix, `null` where only history could tell and there is none. */
  readonly points: { readonly [principle in Principle]: 0 | 1 | 2 | null };
};

/** A topic that people complain or speak about and no promise covers: the next promise to make. */
export type UncoveredTopic = { readonly topic: string; readonly complaints: number; readonly feedback: number };

export type LintReport = {
  /** In the book's order. */
  readonly scores: readonly Score[];
  /** By promise in the book's order, those of the book first. */
  readonly findings: readonly Finding[];
  /** Most spoken of first; empty without history. */
  readonly topics: readonly UncoveredTopic[];
};
