/** What stands beside the board, or below it: how many rows each part has. */
export type SideLayout = {
  readonly nextRows: number;
  /** Groups of warnings, in a flood. */
  readonly groupRows: number;
  /** Where acting saves most. */
  readonly actRows: number;
  /** Whether there is room for what became of the warnings of today. */
  readonly today: boolean;
};

export type SideInput = {
  /** All in design pixels. */
  readonly roomPx: number;
  readonly portrait: boolean;
  readonly isFlood: boolean;
  /** Without forecasts nothing is warned of. */
  readonly hasForecast: boolean;
};

type Parts = Omit<SideLayout, 'nextRows'>;

const NEXT_HEAD_PX = 48;
/** A row that says by when and how long ahead on a line of its own, or, where it is wide, beside the reason. */
const NEXT_ROW_PX = { landscape: 94, portrait: 80 } as const;
const NEXT_ROWS = { landscape: { least: 4, most: 8 }, portrait: { least: 4, most: 7 } } as const;
const PART_HEAD_PX = 44;
const PART_ROW_PX = 44;
const TODAY_PX = 78;
export const SIDE_GAP_PX = 12;

/** From the fullest to the barest: the first that leaves the list its rows is taken. */
const CALM: readonly Parts[] = [
  { groupRows: 0, actRows: 3, today: true },
  { groupRows: 0, actRows: 1, today: true },
  { groupRows: 0, actRows: 1, today: false },
];
const FLOOD: readonly Parts[] = [
  { groupRows: 5, actRows: 3, today: true },
  { groupRows: 5, actRows: 1, today: true },
  { groupRows: 4, actRows: 1, today: false },
  { groupRows: 3, actRows: 1, today: false },
  { groupRows: 3, actRows: 0, today: false },
];
const BARE: Parts = { groupRows: 0, actRows: 0, today: false };

export function sideLayout({ roomPx, portrait, isFlood, hasForecast }: SideInput): SideLayout {
  const way = portrait ? 'portrait' : 'landscape';
  const { least, most } = NEXT_ROWS[way];
  const rowsBeside = (parts: Parts): number => Math.floor((roomPx - NEXT_HEAD_PX - partsPx(parts)) / NEXT_ROW_PX[way]);
  const wanted = hasForecast ? (isFlood ? FLOOD : CALM) : [];
  const parts = wanted.find((each) => rowsBeside(each) >= least) ?? BARE;
  return { ...parts, nextRows: Math.max(least, Math.min(most, rowsBeside(parts))) };
}

/** How high all of it is. */
export function sideHeight(side: SideLayout, portrait: boolean): number {
  return NEXT_HEAD_PX + side.nextRows * NEXT_ROW_PX[portrait ? 'portrait' : 'landscape'] + partsPx(side);
}

function partsPx({ groupRows, actRows, today }: Parts): number {
  const listPx = (rows: number): number => (rows === 0 ? 0 : SIDE_GAP_PX + PART_HEAD_PX + rows * PART_ROW_PX);
  return listPx(groupRows) + listPx(actRows) + (today ? SIDE_GAP_PX + TODAY_PX : 0);
}
