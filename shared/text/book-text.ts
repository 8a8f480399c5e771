import { bookEn } from './book-en.ts';
import { bookZh } from './book-zh.ts';
import { filled } from './filled.ts';
import type { Language, Text } from './text.ts';

export type BookKey = keyof typeof bookEn;

const CATALOGUES: { readonly [L in Language]: { readonly [K in BookKey]: string } } = { en: bookEn, zh: bookZh };

/** A sentence of the page of the book. It stands apart from the others so that no other screen carries it. */
export function sayBook(language: Language, key: BookKey, args: Text['args'] = {}): string {
  return filled(language, CATALOGUES[language][key], args);
}
