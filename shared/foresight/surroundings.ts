import type { Obligation } from '../clock/index.ts';
import type { Text } from '../text/index.ts';
import type { Learner } from './learning/learner.ts';
import type { Signals } from './learning/signals.ts';
import type { Remark } from './observation.ts';

/**
 * What is known around the obligations of one promise: loads, rates, runs of vehicles. It is told everything in the order of event
 * time, and asked for signals at an instant that is never before the last thing that it was told.
 */
export interface Surroundings {
  opened(obligation: Obligation, atMs: number): void;
  decided(obligation: Obligation, atMs: number): void;
  told(remark: Remark, atMs: number): void;
  /** Its due or schedule is another one. */
  changed?(obligation: Obligation, atMs: number): void;
  /** Subjects whose chances what it was told since it was last asked bears on, beside the subjects that it was told about. */
  concerned?(): Iterable<string>;
  signals(obligation: Obligation, nowAtMs: number): Signals;
  /** One that suits its signals, where the plain one does not. */
  learner?(): Learner;
  /** What moved a forecast most, in words. @param pulls what its signals added to the log-odds, as its learner tells them. */
  driver(obligation: Obligation, nowAtMs: number, moved: { readonly signals: Signals; readonly pulls: Float64Array }): Text | null;
  /** All that it knows, as plain data or typed arrays. */
  data(): unknown;
  /** Makes a new one know what another one knew. */
  restore(data: unknown): void;
}
