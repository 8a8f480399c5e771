const MINUTE_MS = 60_000;
export const DAY_MS = 86_400_000;
/** `2026-06-18T07:42:08Z` */
const SHORTEST_LENGTH = 20;
const ZERO = 48;
const PLUS = 43;
const HYPHEN = 45;
const DOT = 46;
const COLON = 58;
const LETTER_T = 116;
const LETTER_Z = 122;
/** The bit that a small letter has and its capital has not. */
const LOWER_CASE = 32;
/** The calendar repeats itself after so many years. */
const CYCLE_YEARS = 400;
const CYCLE_DAYS = 146_097;
const DAYS_TO_1970 = 719_528;
const DAYS_BEFORE_MONTH = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];

/**
 * Epoch ms of an RFC 3339 text with an offset, `null` when it is not one. Digits past the millisecond are cut (TIM-1),
 * and a date that does not exist is not one.
 */
export function instantOf(text: string): number | null {
  if (text !== last.text) {
    last.atMs = readInstant(text);
    last.text = text;
  }
  return last.atMs;
}

/** The text before and what it says: many feeds tell whole minutes, or what they saw at one look, so the same time often comes again. */
const last: { text: string; atMs: number | null } = { text: '', atMs: null };
/** The same for the date alone, as its digits read as one number. */
const lastDate: { digits: number; dayNumber: number | null } = { digits: -1, dayNumber: null };

function readInstant(text: string): number | null {
  // Digit by digit, since every event is read here more than once and a regular expression costs five times as much.
  if (text.length < SHORTEST_LENGTH || !hasMarks(text)) return null;
  const hour = pairAt(text, 11);
  const minute = pairAt(text, 14);
  const second = pairAt(text, 17);
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) return null;
  const dayNumber = dayNumberIn(text);
  if (dayNumber === null) return null;
  const zoneAt = text.charCodeAt(19) === DOT ? endOfDigits(text, 20) : 19;
  const offsetMs = zoneAt === 20 ? null : offsetAt(text, zoneAt);
  if (offsetMs === null) return null;
  return dayNumber * DAY_MS + ((hour * 60 + minute) * 60 + second) * 1000 + millisecondsIn(text, zoneAt) - offsetMs;
}

/** Whether what stands between the digits of a time is what must stand there. */
function hasMarks(text: string): boolean {
  return (text.charCodeAt(10) | LOWER_CASE) === LETTER_T && text.charCodeAt(13) === COLON && text.charCodeAt(16) === COLON;
}

/** Of the date that the text begins with. Read as numbers: to cut it out and compare it with the one before would take longer. */
function dayNumberIn(text: string): number | null {
  const century = pairAt(text, 0);
  const yearOfCentury = pairAt(text, 2);
  const month = pairAt(text, 5);
  const day = pairAt(text, 8);
  if (text.charCodeAt(4) !== HYPHEN || text.charCodeAt(7) !== HYPHEN || century < 0 || yearOfCentury < 0 || month < 0 || day < 0)
    return null;
  const digits = ((century * 100 + yearOfCentury) * 100 + month) * 100 + day;
  if (digits !== lastDate.digits) {
    lastDate.dayNumber = dayNumberOf(century * 100 + yearOfCentury, month, day);
    lastDate.digits = digits;
  }
  return lastDate.dayNumber;
}

/** Of the digits behind the dot, which end at `to`; there may be none. */
function millisecondsIn(text: string, to: number): number {
  let ms = 0;
  for (let at = 20, unitMs = 100; at < to && unitMs >= 1; at += 1, unitMs /= 10) ms += (text.charCodeAt(at) - ZERO) * unitMs;
  return ms;
}

/** The offset that ends the text, in ms; `null` when none does. */
function offsetAt(text: string, at: number): number | null {
  const mark = text.charCodeAt(at);
  if ((mark | LOWER_CASE) === LETTER_Z) return text.length === at + 1 ? 0 : null;
  if ((mark !== PLUS && mark !== HYPHEN) || text.length !== at + 6 || text.charCodeAt(at + 3) !== COLON) return null;
  const hours = pairAt(text, at + 1);
  const minutes = pairAt(text, at + 4);
  if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59) return null;
  return (mark === PLUS ? 1 : -1) * (hours * 60 + minutes) * MINUTE_MS;
}

/** The number that two digits give, -1 when one of them is none. */
function pairAt(text: string, at: number): number {
  const tens = text.charCodeAt(at) - ZERO;
  const units = text.charCodeAt(at + 1) - ZERO;
  return tens >= 0 && tens <= 9 && units >= 0 && units <= 9 ? tens * 10 + units : -1;
}

function endOfDigits(text: string, from: number): number {
  let at = from;
  while (at < text.length && text.charCodeAt(at) >= ZERO && text.charCodeAt(at) <= ZERO + 9) at += 1;
  return at;
}

/** Days since 1970-01-01 of a calendar date, `null` when the date does not exist. */
export function dayNumberOf(year: number, month: number, day: number): number | null {
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return null;
  const cycles = year < 0 ? Math.floor(year / CYCLE_YEARS) : 0;
  const yearOfCycle = year - cycles * CYCLE_YEARS;
  const isAfterLeapDay = month > 2 && isLeap(yearOfCycle);
  return daysBefore(yearOfCycle) + (DAYS_BEFORE_MONTH[month - 1] ?? 0) + (isAfterLeapDay ? 1 : 0) + day - 1 + cycles * CYCLE_DAYS;
}

/** Days from 1970-01-01 to the first day of a year of our era; whole numbers all along, which is quicker than rounding. */
function daysBefore(year: number): number {
  const leaps = (((year + 3) / 4) | 0) - (((year + 99) / 100) | 0) + (((year + 399) / CYCLE_YEARS) | 0);
  return year * 365 + leaps - DAYS_TO_1970;
}

/** The calendar date of a day number; the other way round of `dayNumberOf`. */
export function dateOfDayNumber(dayNumber: number): { readonly year: number; readonly month: number; readonly day: number } {
  const shifted = dayNumber + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day: dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1 };
}

export function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeap(year) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % CYCLE_YEARS === 0);
}
