import { crewEn } from './crew-en.ts';
import { crewZh } from './crew-zh.ts';
import { filled } from './filled.ts';
import type { Language, Text } from './text.ts';

export type CrewKey = keyof typeof crewEn;

const CATALOGUES: { readonly [L in Language]: { readonly [K in CrewKey]: string } } = { en: crewEn, zh: crewZh };

/** A sentence of the page of a site's own people in one language. */
export function sayCrew(language: Language, key: CrewKey, args?: Text['args']): string {
  return filled(language, CATALOGUES[language][key], args);
}
