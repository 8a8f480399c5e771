import { accessEn } from './access-en.ts';
import { accessZh } from './access-zh.ts';
import { filled } from './filled.ts';
import type { Language, Text } from './text.ts';

export type AccessKey = keyof typeof accessEn;

const CATALOGUES: { readonly [L in Language]: { readonly [K in AccessKey]: string } } = { en: accessEn, zh: accessZh };

/** A sentence of the pages of signing in and setting up, in one language: no other screen carries it. */
export function sayAccess(language: Language, key: AccessKey, args?: Text['args']): string {
  return filled(language, CATALOGUES[language][key], args);
}

/** Whether these pages have a sentence of this key. */
export function isAccessKey(key: string): key is AccessKey {
  return Object.hasOwn(accessEn, key);
}
