import { filled } from './filled.ts';
import { reviewEn } from './review-en.ts';
import { reviewZh } from './review-zh.ts';
import type { Language, Text } from './text.ts';

export type ReviewKey = keyof typeof reviewEn;

const CATALOGUES: { readonly [L in Language]: { readonly [K in ReviewKey]: string } } = { en: reviewEn, zh: reviewZh };

/** A sentence of the review in one language. */
export function sayReview(language: Language, key: ReviewKey, args?: Text['args']): string {
  return filled(language, CATALOGUES[language][key], args);
}
