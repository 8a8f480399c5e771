const DURATION = /^(<)?\s*(\d+(?:\.\d+)?)\s*(s|min|h|d)$/;
const UNIT_MS = { s: 1_000, min: 60_000, h: 3_600_000, d: 86_400_000 } as const;

export const DURATION_EXPECTED = 'a duration such as 90s, 15min, <15min, 4h or 2d';

/** Milliseconds of `90s`, `60min`, `4h`, `2d`; `<15min` is one millisecond less than 15 min. `null` when it is not a duration. */
export function durationMsOf(text: string): number | null {
  const match = DURATION.exec(text.trim());
  if (match === null) return null;
  const milliseconds = Number(match[2]) * UNIT_MS[match[3] as keyof typeof UNIT_MS];
  if (!Number.isInteger(milliseconds)) return null;
  return match[1] === '<' ? milliseconds - 1 : milliseconds;
}
