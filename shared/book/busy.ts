import type { Busy } from './book.ts';

const FIXED = /^fixed (\d\d):(00|15|30|45)-(\d\d):(00|15|30|45)$/;

/** One of the four readings of the busy hour; `null` when the text is none. */
export function busyOf(text: string): Busy | null {
  switch (text) {
    case 'clock':
      return { kind: 'own', stepQuarters: 4 };
    case 'sliding 15min':
      return { kind: 'own', stepQuarters: 1 };
    case 'time-consistent clock':
      return { kind: 'same', stepQuarters: 4 };
    case 'time-consistent 15min':
      return { kind: 'same', stepQuarters: 1 };
    default:
      return fixedOf(text);
  }
}

function fixedOf(text: string): Busy | null {
  const match = FIXED.exec(text);
  if (match === null) return null;
  const [from, to] = [Number(match[1]) * 60 + Number(match[2]), Number(match[3]) * 60 + Number(match[4])];
  return to > from && to <= 24 * 60 ? { kind: 'fixed', minuteOfDay: from, quarters: (to - from) / 15 } : null;
}
