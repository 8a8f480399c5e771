import type { KeptEvent } from '../../shared/event/index.ts';

/** One source of the demo: what of it to tell, and the events themselves. The log knows for each how far it was told. */
export type DemoPart = {
  readonly source: string;
  /**
   * What to tell so that the log holds this source up to and including now, from `toldUntilMs` on, before which all of it is
   * told, or from the very start where that is `null`.
   */
  readonly stretchesToTell: (toldUntilMs: number | null, when: When) => readonly PartStretch[];
};

/** Now, and how far back the wall can look. */
export type When = { readonly nowAtMs: number; readonly historyMs: number };

/** A stretch of time `[fromAtMs, toAtMs)` of one source, told slice by slice. */
export type PartStretch = {
  readonly fromAtMs: number;
  readonly toAtMs: number;
  /** Time told in one go: short where events are many, so that whoever else uses the process waits some ten milliseconds. */
  readonly sliceMs: number;
  /** The events with `time` in `[fromAtMs, toAtMs)`, which lies within the stretch; the same ones every time. */
  readonly eventsWithin: (fromAtMs: number, toAtMs: number) => readonly KeptEvent[];
};
