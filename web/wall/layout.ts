import { type SideLayout, sideHeight, sideLayout } from './side-layout.ts';

/** The wall is designed in pixels of this size and scaled as a whole; a screen of another shape gets more room one way. */
const DESIGN = { landscape: { width: 1_920, height: 1_080 }, portrait: { width: 1_080, height: 1_920 } } as const;

/** The stage in design pixels, and by how much it is scaled to fill the screen. */
export type StageSize = { readonly scale: number; readonly width: number; readonly height: number; readonly portrait: boolean };

/** @param scaledBy what fills the screen, for those who look at it from nearer than it was designed for. */
export function stageSize(screenWidth: number, screenHeight: number, scaledBy = 1): StageSize {
  const portrait = screenHeight >= screenWidth;
  const design = portrait ? DESIGN.portrait : DESIGN.landscape;
  const scale = scaledBy * Math.min(screenWidth / design.width, screenHeight / design.height);
  return { scale, width: screenWidth / scale, height: screenHeight / scale, portrait };
}

export type LayoutInput = {
  readonly stage: StageSize;
  readonly lines: number;
  readonly tiles: number;
  /** A bar across the top, a banner across the bottom. */
  readonly bar: boolean;
  readonly banner: boolean;
  readonly isFlood: boolean;
  readonly hasForecast: boolean;
};

/** How tall a tile is, which decides what it has room for; `nine` are three across, without a curve. */
export type TileSize = 'tall' | 'full' | 'medium' | 'small' | 'nine' | 'nine-tall' | 'nine-small';

/** All in design pixels. */
export type Layout = {
  readonly roll: { readonly columns: number; readonly rowPx: number; readonly textPx: number };
  readonly tiles: {
    readonly columns: number;
    readonly rows: number;
    readonly widthPx: number;
    readonly heightPx: number;
    readonly size: TileSize;
  };
  readonly side: SideLayout;
};

const HEADER_PX = { landscape: 96, portrait: 204 } as const;
const LAST_PX = { landscape: 72, portrait: 84 } as const;
const BAR_PX = 60;
const BANNER_PX = { landscape: 30, portrait: 60 } as const;
const INSET_PX = 16;
const SIDE_PX = 20;
const COLUMN_GAP_PX = 28;
const BOARD_PARTS = { board: 1_196, next: 656 };
const ROLL_HEAD_PX = 44;
const ROLL_GAP_PX = 4;
const BOARD_GAP_PX = 12;
/** Up to this many tiles stand two across, with their curves. */
const LARGE_TILES_MAX = 4;

/** Room for every line, whatever else there is: the roll takes what it needs, and the tiles share the rest. */
export function layoutOf(input: LayoutInput): Layout {
  const columns = rollColumns(input.lines + 1, input.stage.portrait);
  const rows = Math.ceil((input.lines + 1) / columns);
  const rowPx = rollRowPx(rows, input.bar || input.banner);
  const rollPx = ROLL_HEAD_PX + rows * rowPx + (rows - 1) * ROLL_GAP_PX;
  const mainPx = mainHeight(input);
  const { portrait } = input.stage;
  // On a portrait screen the side stands below, and leaves tiles their room.
  const roomPx = portrait ? mainPx - rollPx - 2 * BOARD_GAP_PX - LEAST_TILES_PX : mainPx;
  const side = sideLayout({ roomPx, portrait, isFlood: input.isFlood, hasForecast: input.hasForecast });
  const tilesPx = mainPx - rollPx - BOARD_GAP_PX - (portrait ? BOARD_GAP_PX + sideHeight(side, portrait) : 0);
  return { roll: { columns, rowPx, textPx: rollTextPx(columns, rowPx) }, tiles: tilesIn(input, tilesPx), side };
}

/** The gap between the parts of the page, which a further bar or banner tightens. */
export function gapPx({ bar, banner }: Pick<LayoutInput, 'bar' | 'banner'>): number {
  return bar || banner ? 12 : 16;
}

function mainHeight(input: LayoutInput): number {
  const way = input.stage.portrait ? 'portrait' : 'landscape';
  const parts = [HEADER_PX[way], LAST_PX[way], ...(input.bar ? [BAR_PX] : []), ...(input.banner ? [BANNER_PX[way]] : [])];
  return input.stage.height - 2 * INSET_PX - parts.reduce((sum, px) => sum + px, 0) - parts.length * gapPx(input);
}

/** Tiles and roll; on a landscape screen the list stands beside them. */
function boardWidth({ width, portrait }: StageSize): number {
  const room = width - 2 * SIDE_PX;
  return portrait ? room : ((room - COLUMN_GAP_PX) * BOARD_PARTS.board) / (BOARD_PARTS.board + BOARD_PARTS.next);
}

/** @param cells one for each line, and one that proves that all are there */
function rollColumns(cells: number, portrait: boolean): number {
  if (portrait) return cells <= 24 ? 4 : Math.max(5, Math.ceil(cells / 9));
  if (cells <= 25) return cells <= 16 ? 4 : 5;
  return cells <= 30 ? 6 : Math.max(7, Math.ceil(cells / 6));
}

function rollRowPx(rows: number, crowded: boolean): number {
  if (rows <= 4) return crowded ? 60 : 64;
  if (rows === 5) return 56;
  return crowded ? 48 : 50;
}

function rollTextPx(columns: number, rowPx: number): number {
  if (columns <= 5 && rowPx >= 56) return 24;
  return columns === 6 ? 22 : 20;
}

const TALL_PX = 290;
const FULL_PX = 244;
const MEDIUM_PX = 212;
const NINE_PX = 142;
const LEAST_TILES_PX = 2 * MEDIUM_PX + BOARD_GAP_PX;

function tilesIn({ stage, tiles }: LayoutInput, tilesPx: number): Layout['tiles'] {
  const { portrait } = stage;
  const large = tiles <= LARGE_TILES_MAX;
  const columns = large ? 2 : 3;
  const rows = Math.max(1, Math.ceil(tiles / columns));
  const gap = large ? 12 : 8;
  const sharedPx = Math.floor((tilesPx - gap * (rows - 1)) / rows);
  // On a portrait screen the list below takes what is left over.
  const heightPx = portrait ? Math.min(sharedPx, TALL_PX) : sharedPx;
  const widthPx = Math.floor((boardWidth(stage) - gap * (columns - 1)) / columns);
  return { columns, rows, widthPx, heightPx, size: large ? largeSize(heightPx, portrait) : nineSize(heightPx) };
}

function largeSize(heightPx: number, portrait: boolean): TileSize {
  if (heightPx >= FULL_PX) return heightPx >= TALL_PX && !portrait ? 'tall' : 'full';
  return heightPx >= MEDIUM_PX ? 'medium' : 'small';
}

function nineSize(heightPx: number): TileSize {
  if (heightPx >= MEDIUM_PX) return 'nine-tall';
  return heightPx >= NINE_PX ? 'nine' : 'nine-small';
}
