import type { BoardOfTime } from '../../shared/view/index.ts';
import type { Words } from '../part/index.ts';

/** What the bar of a wall says that is not live: which time it shows, what is different as known now, and that its clock stands. */
export type PastBar = { readonly title: string; readonly detail: string; readonly remedy: string };

/** Names that fit; the others are counted. */
const NAMED_MAX = 2;

export function pastBar({ shown, difference }: BoardOfTime, words: Words): PastBar {
  const { say, moment } = words;
  const when = { day: moment.fullDay(shown.atMs), time: moment.exactTime(shown.atMs) };
  const remedy = say('past.not-live');
  if (shown.mode === 'as-of') return { title: say('past.as-of', when), detail: say('past.no-forecast'), remedy };
  if (shown.mode === 'both') return { title: say('past.both', { ...when, place: shown.place }), detail: say('past.no-forecast'), remedy };
  return { title: say('past.known-at', when), detail: differenceText(difference, words), remedy };
}

function differenceText(difference: BoardOfTime['difference'], { say, pick, list }: Words): string {
  if (difference === undefined) return say('past.same');
  if (difference.figures === 0) return sameFiguresText(difference.late + difference.corrections, say);
  const { figures, lines, isOtherBook } = difference;
  const count = figures === 1 ? say('past.one-different') : say('past.different', { count: figures });
  const names = lines.length > NAMED_MAX ? '' : list(lines.map(({ name }) => pick(name)));
  const told = names === '' ? count : say('past.named', { count, names });
  return isOtherBook ? say('past.other-book', { told }) : told;
}

/** Two verdicts may have changed places: what came later is said also where no figure tells of it. */
function sameFiguresText(entries: number, say: Words['say']): string {
  if (entries === 0) return say('past.same');
  return entries === 1 ? say('past.same-but-one') : say('past.same-but', { count: entries });
}
