import { faultOf } from '../text/index.ts';
import type { Shift, WindowKind } from './book.ts';
import type { Complain } from './compile-context.ts';
import { durationMsOf } from './duration.ts';

const MINUTE_MS = 60_000;
const DAY_MIN = 24 * 60;
/** A longer one would hold a tally for each minute of years. */
const ROLLING_MS_MAX = 92 * DAY_MIN * MINUTE_MS;

/** A window or period as the language writes it. */
export function windowOf(text: string, key: 'window' | 'per', { shifts, complain }: { shifts: readonly Shift[]; complain: Complain }) {
  if (text === 'shift') return shiftWindow(key, shifts, complain);
  if (!text.startsWith('rolling')) return text as WindowKind;
  const rollingMs = durationMsOf(text.slice('rolling'.length).trim()) ?? 0;
  if (rollingMs <= 0 || rollingMs % MINUTE_MS !== 0 || rollingMs > ROLLING_MS_MAX) complain([key], faultOf('fault.rolling', { text }));
  return { rollingMs: Math.max(rollingMs, MINUTE_MS) };
}

/** Shifts follow one another around the clock, so that every instant lies in one and only one. */
function shiftWindow(key: 'window' | 'per', shifts: readonly Shift[], complain: Complain): WindowKind {
  const ordered = [...shifts].sort((a, b) => a.fromMin - b.fromMin);
  const meets = ordered.every((shift, index) => shift.toMin % DAY_MIN === (ordered[(index + 1) % ordered.length] as Shift).fromMin);
  const wholeDay = ordered.reduce((sum, shift) => sum + ((shift.toMin - shift.fromMin + DAY_MIN) % DAY_MIN || DAY_MIN), 0) === DAY_MIN;
  if (ordered.length === 0 || !meets || !wholeDay) complain([key], faultOf('fault.shifts'));
  return { shiftStartsMin: ordered.length === 0 ? [0] : ordered.map((shift) => shift.fromMin) };
}
