import type { WallLine } from '../../shared/view/index.ts';
import type { Words } from '../part/index.ts';
import { badness } from './tally.ts';

type TileNote = {
  readonly line: WallLine;
  readonly words: Words;
  readonly nowAtMs: number;
  /** In design pixels. */
  readonly widthPx: number;
  /** Since when it, or the item that it speaks of, is warned of; `null` while it is not, or the link is lost. */
  readonly warnedAtMs: number | null;
};

/** A narrower tile has no room for both, with a time as long as `15:18`; each further letter takes this much. */
const BOTH_FROM_PX = 560;
const LETTER_PX = 14;

/** How long ahead a line was warned of; else how far a window of several days has come, and since when it has been in trouble. */
export function tileNote({ line, words, nowAtMs, widthPx, warnedAtMs }: TileNote): string {
  if (warnedAtMs !== null && line.breaksAtMs !== null && (line.state === 'at-risk' || line.state === 'likely'))
    return words.say('warn.tile', { lead: words.duration(line.breaksAtMs - warnedAtMs) });
  const days = words.moment.daysBetween(line.fromAtMs, line.toAtMs - 1) + 1;
  const day = Math.min(days, Math.max(1, words.moment.daysBetween(line.fromAtMs, nowAtMs) + 1));
  const time = words.moment.near(line.sinceAtMs, nowAtMs);
  if (badness(line.state) === 0) return days > 1 ? words.say('tile.day-of', { day, days }) : '';
  if (days > 1 && (line.state === 'likely' || widthPx < BOTH_FROM_PX + (time.length - 5) * LETTER_PX))
    return words.say('tile.day-of', { day, days }); // No room for more.
  return days > 1 ? words.say('tile.day-since', { day, days, time }) : words.say('tile.since', { time });
}
