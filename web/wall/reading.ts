/** The wall is designed for a screen of so many inches across, looked at from so far. */
const DESIGN = { inches: 55, distanceM: 5 };
/** Below this the parts of the page would stand lost in it. */
const SCALE_MIN = 0.8;
const INCHES = { least: 10, most: 500 };
/** Type that is a tenth too small is still read. */
const TOO_SMALL_FROM = 1.1;

/** Of a screen and its distance. `inches` is `null` where nobody said. */
export type Reading = { readonly inches: number | null; readonly distanceM: number };

/** The diagonal of the screen, as `?inches=` says. */
export function inchesIn(query: URLSearchParams): number | null {
  const inches = Number(query.get('inches') ?? Number.NaN);
  return inches >= INCHES.least && inches <= INCHES.most ? inches : null;
}

/**
 * By how much the page that fills the screen is scaled so that its type is as large to the eye as it was designed. A screen that is near
 * or large for its distance gets smaller type and so room for more; larger type than what fills the screen has no room.
 */
export function readingScale(reading: Reading): number {
  return Math.min(1, Math.max(SCALE_MIN, wantedScale(reading)));
}

/** How many inches the screen should have, where it has too few for its distance; `null` where it has enough, or nobody said. */
export function inchesWanted(reading: Reading): number | null {
  if (reading.inches === null || wantedScale(reading) < TOO_SMALL_FROM) return null;
  return Math.ceil((DESIGN.inches * reading.distanceM) / DESIGN.distanceM);
}

function wantedScale({ inches, distanceM }: Reading): number {
  return (distanceM / DESIGN.distanceM) * (DESIGN.inches / (inches ?? DESIGN.inches));
}
