import { expect, it } from 'vitest';
import { en } from '../../shared/text/en.ts';
import { publicCaseEn } from '../../shared/text/public-case-en.ts';
import { publicCaseZh } from '../../shared/text/public-case-zh.ts';
import { publicEn } from '../../shared/text/public-en.ts';
import { publicZh } from '../../shared/text/public-zh.ts';
import { zh } from '../../shared/text/zh.ts';

type Catalogue = { readonly [key: string]: string };

/** The texts of the screens, and those of the customers' pages, which no screen loads. */
const ENGLISH: Catalogue = { ...en, ...publicEn, ...publicCaseEn };
const CHINESE: Catalogue = { ...zh, ...publicZh, ...publicCaseZh };

it('both languages have the same keys in the same order', () => {
  expect(Object.keys(CHINESE), 'add the sentence to both catalogues of shared/text, English and Chinese').toEqual(Object.keys(ENGLISH));
});
it('both languages fill in the same arguments', () => {
  expect(argumentsOf(CHINESE), 'a sentence must name the same {arguments} in both languages').toEqual(argumentsOf(ENGLISH));
});
it('no sentence is empty', () => {
  const empty = Object.entries({ en: ENGLISH, zh: CHINESE }).flatMap(([language, texts]) =>
    Object.keys(texts).flatMap((key) => ((texts[key] ?? '').trim() === '' ? [`${language}: ${key}`] : [])),
  );
  expect(empty).toEqual([]);
});

/** The arguments of each sentence, sorted, since the two languages may name them in another order. */
function argumentsOf(texts: { readonly [key: string]: string }): { readonly [key: string]: readonly string[] } {
  return Object.fromEntries(
    Object.entries(texts).map(([key, text]) => [key, [...text.matchAll(/\{(\w+)\}/g)].map(([whole]) => whole).sort()]),
  );
}
