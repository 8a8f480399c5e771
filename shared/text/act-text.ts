import { actEn } from './act-en.ts';
import { actZh } from './act-zh.ts';
import { filled } from './filled.ts';
import type { Language, Text } from './text.ts';

export type ActKey = keyof typeof actEn;

const CATALOGUES: { readonly [L in Language]: { readonly [K in ActKey]: string } } = { en: actEn, zh: actZh };

/** A sentence in one language that the desk alone says: no other screen carries it. */
export function sayAct(language: Language, key: ActKey, args?: Text['args']): string {
  return filled(language, CATALOGUES[language][key], args);
}
