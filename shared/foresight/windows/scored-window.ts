import type { Window } from '../../measure/index.ts';
import type { SoFar } from '../../score/index.ts';

/** One forecast of a window that was made at a moment of it, and what came of it: told once the window is over. */
export type ScoredWindow = {
  readonly promise: string;
  readonly group: string | null;
  readonly window: Window;
  /** `quarter`, `half` or `three-quarters` of the window. */
  readonly moment: string;
  readonly toldAtMs: number;
  /** That it misses its target, 0 to 1. */
  readonly chance: number;
  readonly isMissed: boolean;
  /** What it counted in the end: kept and broken. */
  readonly cases: number;
  /** The forecast is scored beside it. */
  readonly soFar: SoFar;
};
