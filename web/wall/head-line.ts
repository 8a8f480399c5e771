import type { Words } from '../part/index.ts';
import { inTrouble, type Tally } from './tally.ts';

/** What stands under the count of promises kept so far: what is taken off it, or else how many of it are in trouble. */
export function headLine(tally: Tally, words: Words): string {
  const { broken, noData } = tally;
  const trouble = inTrouble(tally);
  if (tally.idle === tally.total) return words.say('head.idle');
  if (broken > 0 && noData > 0) return words.say('head.both', { broken, noData });
  if (broken > 0) return words.say('head.broken', { broken });
  if (noData > 0) return words.say('head.no-data', { noData });
  return trouble > 0 ? words.say('head.trouble', { trouble }) : words.say('head.calm');
}
