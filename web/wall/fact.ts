import type { WallHot, WallLine } from '../../shared/view/index.ts';
import type { Words } from '../part/index.ts';

/** A small word over a large one. */
export type Fact = { readonly label: string; readonly value: string };
/** By when, with what chance, at what cost. */
export type TileFacts = readonly [when: Fact, chance: Fact, cost: Fact];

export type TileFactsInput = {
  readonly line: WallLine;
  readonly nextItem: WallHot['nextItem'];
  readonly words: Words;
  readonly nowAtMs: number;
  /** Whether the tile shows its figure large. */
  readonly withFigure: boolean;
  /** The link is lost: what happened stays, a chance becomes what it was. */
  readonly stale: boolean;
};
