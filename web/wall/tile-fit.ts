import { textWidth } from '../part/index.ts';
import type { Figure } from './figure.ts';
import type { TileSize } from './layout.ts';

/** What a tile of one size has room for, in design pixels. */
type Room = {
  /** Letters of a name, see `textWidth`. */
  readonly name: number;
  readonly figurePx: number;
  readonly spark: readonly [width: number, height: number] | null;
};

const NINE: Room = { name: 30, figurePx: 52, spark: null };
const ROOM: { readonly [S in TileSize]: Room } = {
  tall: { name: 60, figurePx: 84, spark: [200, 100] },
  full: { name: 33, figurePx: 70, spark: [184, 76] },
  medium: { name: 33, figurePx: 58, spark: [176, 68] },
  small: { name: 38, figurePx: 46, spark: [160, 48] },
  nine: NINE,
  'nine-tall': NINE,
  'nine-small': NINE,
};
/** The width of a tile that the room for names is given for; tiles three across have their own. */
const DESIGN_PX = 592;
const PADDING_PX = 36;
const SPARK_MARGIN_PX = 16;
const UNIT_PX = 34;
const KEEP_PX = 28;
const GAPS_PX = 30;
/** A curve narrower than this says nothing. */
const SPARK_PX_MIN = 120;
/** Widths of letters as shares of the size of their type: digits are all alike, points and spaces narrow, Chinese square. */
const EM = { digit: 0.57, narrow: 0.27, other: 0.55, wide: 1 };

export type TileFit = {
  readonly nameRoom: number;
  /** The curve's size; `null` where it has to go, because the figure and its target may not be cut and it may. */
  readonly spark: readonly [width: number, height: number] | null;
  /** The figure is too long for large type. */
  readonly smallFigure: boolean;
};

export type TileFitInput = { readonly size: TileSize; readonly widthPx: number; readonly figure: Figure; readonly keep: string };

export function tileFit({ size, widthPx, figure, keep }: TileFitInput): TileFit {
  const { name, figurePx, spark } = ROOM[size];
  const need = ems(figure.value) * figurePx + ems(figure.unit) * Math.min(figurePx, UNIT_PX) + ems(keep) * KEEP_PX + GAPS_PX;
  const room = widthPx - PADDING_PX;
  const sparkPx = spark === null ? 0 : Math.min(spark[0], Math.floor(room - need - SPARK_MARGIN_PX));
  return {
    nameRoom: Math.floor((name * widthPx) / DESIGN_PX),
    spark: spark === null || sparkPx < SPARK_PX_MIN ? null : [sparkPx, spark[1]],
    smallFigure: need > room,
  };
}

function ems(text: string): number {
  const width = (letter: string): number => (textWidth(letter) === 2 ? EM.wide : EM.other);
  return [...text].reduce((sum, letter) => sum + (/\d/.test(letter) ? EM.digit : /[ .,]/.test(letter) ? EM.narrow : width(letter)), 0);
}
