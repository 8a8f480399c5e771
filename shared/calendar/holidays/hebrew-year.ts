/** Day number of the first of Tishri of the Hebrew year 1, 7 October 3761 BCE of the Julian calendar. */
const EPOCH_DAY = -2_092_590;
const HEBREW_YEAR_IN_AUTUMN = 3761;
/** A day has 25,920 parts: 24 hours of 1,080. */
const PARTS_A_DAY = 25_920;
/** The mean month is 29 days and so many parts. */
const PARTS_OVER_29_DAYS = 13_753;
/** The first new moon of all, in parts after the noon before. */
const FIRST_MOON_PARTS = 12_084;

/**
 * The day number of Rosh Hashanah, the first of Tishri, in the autumn of a year of the civil calendar. Reckoned by the fixed
 * arithmetic of the Hebrew calendar: months over a cycle of 19 years, the mean new moon, and four reasons to put the year off.
 * Source: Reingold and Dershowitz, Calendrical Calculations, chapter on the Hebrew calendar.
 */
export function roshHashanah(civilYear: number): number {
  const year = civilYear + HEBREW_YEAR_IN_AUTUMN;
  const [before, own, after] = [year - 1, year, year + 1].map(newMoonDay) as [number, number, number];
  // A year of 356 days, or one of 382 before it, would be of a length that no year has.
  if (after - own === 356) return EPOCH_DAY + own + 2;
  return EPOCH_DAY + own + (own - before === 382 ? 1 : 0);
}

/** Days from the epoch to the new moon of Tishri, put off from Sunday, Wednesday and Friday and from an afternoon. */
function newMoonDay(year: number): number {
  const months = Math.floor((235 * year - 234) / 19);
  const day = 29 * months + Math.floor((FIRST_MOON_PARTS + PARTS_OVER_29_DAYS * months) / PARTS_A_DAY);
  return (3 * (day + 1)) % 7 < 3 ? day + 1 : day;
}
