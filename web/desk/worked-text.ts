import type { Words } from '../part/index.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** Time that counts, in hours however many: 27 working hours are not a day and three hours. */
export function workedText(ms: number, words: Words): string {
  if (ms < HOUR_MS) return words.duration(ms);
  const min = Math.floor((ms % HOUR_MS) / MINUTE_MS);
  return words.say('duration.h-min', { h: Math.floor(ms / HOUR_MS), min: String(min).padStart(2, '0') });
}
