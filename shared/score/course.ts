/** One forecast that was made at a moment. */
export type Foretold = {
  readonly moment: string;
  readonly atMs: number;
  /** That it breaks, 0 to 1. */
  readonly chance: number;
  /** Share of the allowance, or of the window, that was left. */
  readonly leftShare: number;
  /** What the share so far says: windows alone have one. */
  readonly soFar?: SoFar;
};

/** By how much the share so far is on the bad side of the target, which ranks windows, and the chance when the rest goes as it does. */
export type SoFar = { readonly rank: number; readonly chance: number };

/** What was foretold of one obligation or one window, and what came of it. */
export type Course = {
  /** The key of the obligation, or the line and the start of the window: what a warning of it is about. */
  readonly about: string;
  /** The opening, or the beginning of the window. */
  readonly startAtMs: number;
  /** From when on its outcome is known: the due has passed, the window is over. */
  readonly endAtMs: number;
  readonly isBroken: boolean;
  /** When it broke; `null` where it did not. */
  readonly brokeAtMs: number | null;
  /** When the rule of three quarters warned; `null` where it was decided by then, and where there is no such rule. */
  readonly ruleAtMs: number | null;
  /** How many a window counted; `null` of an obligation. */
  readonly cases: number | null;
  /** In the order of time. */
  readonly foretold: readonly Foretold[];
};
