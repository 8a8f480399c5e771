import { type BookKey, sayBook, type Text } from '../../shared/text/index.ts';
import { createWords, type Words, type WordsOptions } from '../part/index.ts';

/** The words of every screen, and those of the page of the book. */
export type BookWords = Words & { readonly tell: (key: BookKey, args?: Text['args']) => string };

export function createBookWords(options: WordsOptions): BookWords {
  return { ...createWords(options), tell: (key, args) => sayBook(options.language, key, args) };
}
