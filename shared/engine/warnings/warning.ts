import type { Text } from '../../text/index.ts';

/** That a promise is going to be broken, said before it is. */
export type Warning = {
  /** What it is about: the key of an obligation, or a line and the start of its window. One of each stands at a time. */
  readonly about: string;
  readonly promise: string;
  /** Of the item, or the id of the line. */
  readonly subject: string;
  readonly group: string | null;
  readonly raisedAtMs: number;
  readonly chance: number;
  /** The chance from which on the promise warned then. */
  readonly threshold: number;
  /** When it breaks if nothing is done: the due, or the end of the window. */
  readonly breaksAtMs: number;
  readonly driver: Text | null;
  /** The forecast has passed the threshold, or three quarters of the allowance are gone. */
  readonly by: 'model' | 'rule';
};

/**
 * `true`: it broke. `false`: it was kept and nobody had acted. `averted`: it was kept and somebody had acted on it since.
 * `calm`: the chance fell before anything was decided. `left-out`: it was excluded, or is not judged for want of data.
 */
export type WarningOutcome = 'true' | 'false' | 'averted' | 'calm' | 'left-out';

/** Of one promise on one local day: of the warnings of the model what became of them, and what broke without one. */
export type DayOfWarnings = {
  readonly day: number;
  raised: number;
  byRule: number;
  true: number;
  false: number;
  averted: number;
  /** The averted ones by group, of those that have one; none while there is none. Of very many groups the first. */
  avertedIn?: Map<string, number>;
  missed: number;
  /** Of the true ones those that somebody had acted on all the same. */
  inVain: number;
  /** How long before its breach each true one was raised, minutes; of very many the first. */
  readonly leadMinutes: number[];
};
