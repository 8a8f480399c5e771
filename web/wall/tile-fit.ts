import { textEms } from '../part/index.ts';
import type { Figure } from './figure.ts';
import type { TileSize } from './layout.ts';

/** What a tile of one size has room for, in design pixels. */
type Room = {
  /** Letters of a name, see `textWidth`. */
  readonly name: number;
  readonly figurePx: number;
  /** How high everything but the figure and the curve is. */
  readonly otherPx: number;
  readonly spark: readonly [width: number, height: number] | null;
};

const NINE: Room = { name: 30, figurePx: 52, otherPx: 0, spark: null };
const ROOM: { readonly [S in TileSize]: Room } = {
  tall: { name: 33, figurePx: 84, otherPx: 204, spark: [200, 100] },
  full: { name: 33, figurePx: 70, otherPx: 186, spark: [184, 76] },
  medium: { name: 33, figurePx: 58, otherPx: 170, spark: [176, 68] },
  small: { name: 38, figurePx: 46, otherPx: 132, spark: [160, 48] },
  nine: NINE,
  'nine-tall': NINE,
  'nine-small': NINE,
};
/** From this height on a tall tile has room for a name in two lines. */
const TWO_LINES_PX = 330;
/** The width of a tile that the room for names is given for; tiles three across have their own. */
const DESIGN_PX = 592;
const PADDING_PX = 36;
const SPARK_MARGIN_PX = 16;
const UNIT_PX = 34;
const KEEP_PX = 28;
const GAPS_PX = 36;
/** A curve narrower than this says nothing. */
const SPARK_PX_MIN = 120;

export type TileFit = {
  readonly nameRoom: number;
  /** The curve's size; `null` where it has to go, because the figure and its target may not be cut and it may. */
  readonly spark: readonly [width: number, height: number] | null;
  /** The figure is too long for large type. */
  readonly smallFigure: boolean;
  /** The size whose type it takes: with a reason that of the next smaller one. */
  readonly type: TileSize;
  /** There is room for a line that says why. */
  readonly withReason: boolean;
};

export type TileFitInput = {
  readonly size: TileSize;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly figure: Figure;
  readonly keep: string;
  /** It has something to say why. */
  readonly hasReason: boolean;
};

/** What a line that says why takes, and from which height on a size takes it without smaller type, or with that of the next but one. */
const REASON_PX = 30;
const TALL_WITH_REASON_PX = 330;
const FULL_WITH_REASON_PX = 254;

/** The curve may go and type may shrink before the reason does; the lowest tiles have no room for it. */
function typeWithReason(size: TileSize, heightPx: number): TileSize | null {
  if (size === 'tall') return heightPx >= TALL_WITH_REASON_PX ? 'tall' : 'full';
  if (size === 'full') return heightPx >= FULL_WITH_REASON_PX ? 'medium' : 'small';
  return size === 'medium' ? 'small' : null;
}

export function tileFit({ size, widthPx, heightPx: wholePx, figure, keep, hasReason }: TileFitInput): TileFit {
  const reasoned = hasReason ? typeWithReason(size, wholePx) : null;
  const type = reasoned ?? size;
  const heightPx = wholePx - (reasoned === null ? 0 : REASON_PX);
  const { name, figurePx, otherPx, spark } = ROOM[type];
  const need = textEms(figure.value) * figurePx + textEms(figure.unit) * Math.min(figurePx, UNIT_PX) + textEms(keep) * KEEP_PX + GAPS_PX;
  const room = widthPx - PADDING_PX;
  const sparkPx = spark === null ? 0 : Math.min(spark[0], Math.floor(room - need - SPARK_MARGIN_PX));
  const lines = type === 'tall' && heightPx >= TWO_LINES_PX ? 2 : 1;
  return {
    nameRoom: Math.floor((name * lines * widthPx) / DESIGN_PX),
    spark: spark === null || sparkPx < SPARK_PX_MIN ? null : [sparkPx, Math.min(spark[1], heightPx - otherPx)],
    smallFigure: need > room,
    type,
    withReason: reasoned !== null,
  };
}
