import { filled } from './filled.ts';
import { lintEn } from './lint-en.ts';
import { lintZh } from './lint-zh.ts';
import type { Language, Text } from './text.ts';

export type LintKey = keyof typeof lintEn;
/** A sentence of the linter by its key, so that whoever shows it picks the language. */
export type LintText = { readonly key: LintKey; readonly args?: Text['args'] };

const CATALOGUES: { readonly [L in Language]: { readonly [K in LintKey]: string } } = { en: lintEn, zh: lintZh };

/** A sentence of the linter in one language: only the page of the book carries them. */
export function sayLint(language: Language, key: LintKey, args?: Text['args']): string {
  return filled(language, CATALOGUES[language][key], args);
}
