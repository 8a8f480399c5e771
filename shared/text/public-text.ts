import { filled } from './filled.ts';
import { publicCaseEn } from './public-case-en.ts';
import { publicCaseZh } from './public-case-zh.ts';
import { publicEn } from './public-en.ts';
import { publicZh } from './public-zh.ts';
import type { Language, Text } from './text.ts';

/** A sentence of the customers' pages. They have catalogues of their own, because the server draws them: no screen has to load them. */
export type PublicKey = keyof typeof publicEn | keyof typeof publicCaseEn;

/** The sentence in one language. A missing argument stays visible as `{name}`. */
export function sayPublic(language: Language, key: PublicKey, args: Text['args'] = {}): string {
  return filled(language, language === 'en' ? textIn(publicEn, publicCaseEn, key) : textIn(publicZh, publicCaseZh, key), args);
}

function textIn(
  board: { readonly [K in keyof typeof publicEn]: string },
  cases: { readonly [K in keyof typeof publicCaseEn]: string },
  key: PublicKey,
): string {
  return key in board ? board[key as keyof typeof publicEn] : cases[key as keyof typeof publicCaseEn];
}
