import type { LocalSpan } from './calendar.ts';

const SPAN = /^([01]\d|2[0-3]):([0-5]\d)-(?:([01]\d|2[0-3]):([0-5]\d)|(24):(00))$/;
const MINUTE_MS = 60_000;
const DAY_MINUTES = 24 * 60;

/** `HH:MM-HH:MM` as ms since midnight; an end before the start is on the next date. `null` when it is no span. */
export function localSpanOf(text: string): LocalSpan | null {
  const match = SPAN.exec(text);
  if (match === null) return null;
  const [, fromHour, fromMinute, toHour = match[5], toMinute = match[6]] = match;
  const from = Number(fromHour) * 60 + Number(fromMinute);
  const to = Number(toHour) * 60 + Number(toMinute);
  if (from === to) return null;
  return { fromMs: from * MINUTE_MS, toMs: (to < from ? to + DAY_MINUTES : to) * MINUTE_MS };
}
