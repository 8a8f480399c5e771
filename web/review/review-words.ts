import { type ReviewKey, sayReview, type Text } from '../../shared/text/index.ts';
import { createWords, type Words, type WordsOptions } from '../part/index.ts';

/** The words of every screen, and those of a review. */
export type ReviewWords = Words & {
  readonly tell: (key: ReviewKey, args?: Text['args']) => string;
  /** Thu 11 Jun 15:42:08 */
  readonly instant: (atMs: number) => string;
};

export function createReviewWords(options: WordsOptions): ReviewWords {
  const words = createWords(options);
  const tell: ReviewWords['tell'] = (key, args) => sayReview(options.language, key, args);
  return {
    ...words,
    tell,
    instant: (atMs) => tell('replay.at', { day: words.moment.day(atMs), time: words.moment.exactTime(atMs) }),
  };
}
