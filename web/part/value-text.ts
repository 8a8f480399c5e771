import type { WallLine } from '../../shared/view/index.ts';
import type { Words } from './words.ts';

type Target = WallLine['target'];

const MINUTE_S = 60;
const HOUR_S = 3_600;
const DAY_S = 86_400;
const UNIT_S = { s: 1, min: MINUTE_S, h: HOUR_S, d: DAY_S } as const;
/** A quotient that lies a hair off a whole number is that number. */
const HAIR = 1e-9;

/** The value of a statistic, rounded against its promise: 3 h 12 and 28.4, never better than it is. */
export function valueText(target: Target, value: number, words: Words): string {
  const size = Math.abs(value);
  const isUp = target.op.startsWith('<') === value >= 0;
  const text = target.unit === undefined ? numberText(target, size, isUp) : durationText(size, isUp, words);
  return value < 0 ? words.say('duration.over', { duration: text }) : text;
}

/** What it is compared with, in the unit that the book has written: 4 h. */
export function targetText({ unit, value }: Target, words: Words): string {
  if (unit === undefined) return String(value);
  const count = Number((value / UNIT_S[unit]).toFixed(4));
  return words.say(`duration.${unit}`, { [unit]: count });
}

function durationText(seconds: number, isUp: boolean, words: Words): string {
  const shown = rounded(seconds, seconds < MINUTE_S ? 0.1 : seconds < HOUR_S ? 1 : seconds < DAY_S ? MINUTE_S : HOUR_S, isUp);
  if (shown < MINUTE_S) return words.say('duration.s', { s: Number(shown.toFixed(1)) });
  const ms = Math.round(shown) * 1_000;
  return shown % MINUTE_S === 0 ? words.duration(ms) : words.exactDuration(ms);
}

/** One digit more than was promised; a whole number has none. */
function numberText({ value: target }: Target, size: number, isUp: boolean): string {
  const digits = (String(target).split('.')[1] ?? '').length + 1;
  return Number.isInteger(size) ? String(size) : rounded(size, 10 ** -digits, isUp).toFixed(digits);
}

function rounded(value: number, step: number, isUp: boolean): number {
  const steps = value / step;
  return (isUp ? Math.ceil(steps - HAIR) : Math.floor(steps + HAIR)) * step;
}
