/** Where a row was when it was acknowledged, and where it stands now, −1 where it is gone. */
export type Standing = { readonly place: number; readonly lastPlace: number; readonly sunkFrom: number | null };

/**
 * The place from which the next or the previous row is counted. Whoever works down the list goes on where they were: a row that went,
 * or that sank because it was acknowledged, leaves its place to the one that came after it.
 */
export function stepFrom({ place, lastPlace, sunkFrom }: Standing, isDown: boolean): number {
  const left = place < 0 ? lastPlace : sunkFrom;
  return left === null || left === place ? place : left - (isDown ? 1 : 0);
}
