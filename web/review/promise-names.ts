import type { WeekReport } from '../../shared/review/index.ts';
import type { ReviewWords } from './review-words.ts';

/** What a promise is called in lists: its short name, or its id where the week does not have it. */
export function promiseName(id: string, { promises }: Pick<WeekReport, 'promises'>, words: ReviewWords): string {
  const found = promises.find(({ promise }) => promise === id);
  return found === undefined ? id : words.pick(found.short);
}
