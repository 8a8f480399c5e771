import type { Allowance } from './book.ts';

const DURATION = /^(<)?\s*(\d+(?:\.\d+)?)\s*(s|min|h|d|wd|months?)(\s+elapsed)?$/;
const UNIT_MS = { s: 1_000, min: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** Milliseconds of `90s`, `60min`, `4h`, `2d`; `<15min` is one millisecond less than 15 min. `null` when it is not a duration. */
export function durationMsOf(text: string): number | null {
  const allowance = allowanceOf(text);
  return allowance === null || !('ms' in allowance) ? null : allowance.ms - (allowance.isStrict ? 1 : 0);
}

/** An allowance as the language writes it; `null` when it is not one. */
export function allowanceOf(text: string): Allowance | null {
  const match = DURATION.exec(text.trim());
  if (match === null) return null;
  const [, strict, digits = '', unit = '', elapsed] = match;
  const number = Number(digits);
  const written = `${strict ?? ''}${digits} ${unit}`;
  if (unit === 'wd' || unit.startsWith('month')) {
    if (!Number.isInteger(number) || number < 1 || strict !== undefined || elapsed !== undefined) return null;
    return unit === 'wd' ? { written, kind: 'wd', days: number } : { written, kind: 'months', months: number };
  }
  const ms = wholeMs(digits, UNIT_MS[unit as keyof typeof UNIT_MS]);
  return ms !== null ? { written, kind: elapsed === undefined ? 'working' : 'elapsed', ms, isStrict: strict !== undefined } : null;
}

/** Exactly: the product of floating-point numbers would make 1.1 h a fraction of a millisecond more. `null` where that is no whole number of ms. */
function wholeMs(digits: string, unitMs: number): number | null {
  const [whole = '', decimals = ''] = digits.split('.');
  const scale = 10n ** BigInt(decimals.length);
  const scaledMs = BigInt(whole + decimals) * BigInt(unitMs);
  return scaledMs % scale === 0n ? Number(scaledMs / scale) : null;
}
