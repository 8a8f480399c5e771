import type { Obligation } from '../clock/index.ts';

/** One forecast that was made at a moment, and what came of it. */
export type Scored = {
  readonly obligation: Obligation;
  readonly moment: string;
  readonly toldAtMs: number;
  readonly chance: number;
  readonly isBroken: boolean;
};
