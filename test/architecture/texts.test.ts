import { expect, it } from 'vitest';
import { accessEn } from '../../shared/text/access-en.ts';
import { accessZh } from '../../shared/text/access-zh.ts';
import { actEn } from '../../shared/text/act-en.ts';
import { actZh } from '../../shared/text/act-zh.ts';
import { bookEn } from '../../shared/text/book-en.ts';
import { bookZh } from '../../shared/text/book-zh.ts';
import { crewEn } from '../../shared/text/crew-en.ts';
import { crewZh } from '../../shared/text/crew-zh.ts';
import { en } from '../../shared/text/en.ts';
import { lintEn } from '../../shared/text/lint-en.ts';
import { lintZh } from '../../shared/text/lint-zh.ts';
import { publicCaseEn } from '../../shared/text/public-case-en.ts';
import { publicCaseZh } from '../../shared/text/public-case-zh.ts';
import { publicEn } from '../../shared/text/public-en.ts';
import { publicZh } from '../../shared/text/public-zh.ts';
import { reviewEn } from '../../shared/text/review-en.ts';
import { reviewZh } from '../../shared/text/review-zh.ts';
import { zh } from '../../shared/text/zh.ts';

type Catalogue = { readonly [key: string]: string };
/** What every screen carries, and what one screen alone does; the customers' pages are drawn by the server. */
const CATALOGUES: readonly { readonly name: string; readonly en: Catalogue; readonly zh: Catalogue }[] = [
  { name: 'all', en, zh },
  { name: 'review', en: reviewEn, zh: reviewZh },
  { name: 'access', en: accessEn, zh: accessZh },
  { name: 'lint', en: lintEn, zh: lintZh },
  { name: 'book', en: bookEn, zh: bookZh },
  { name: 'crew', en: crewEn, zh: crewZh },
  { name: 'public', en: { ...publicEn, ...publicCaseEn }, zh: { ...publicZh, ...publicCaseZh } },
  { name: 'desk', en: actEn, zh: actZh },
];

it.each(CATALOGUES)('both languages have the same keys in the same order: $name', ({ en, zh }) => {
  expect(Object.keys(zh), 'add the sentence to both languages in shared/text').toEqual(Object.keys(en));
});
it.each(CATALOGUES)('both languages fill in the same arguments: $name', ({ en, zh }) => {
  expect(argumentsOf(zh), 'a sentence must name the same {arguments} in both languages').toEqual(argumentsOf(en));
});
it.each(CATALOGUES)('no sentence is empty: $name', ({ en, zh }) => {
  const empty = Object.entries({ en, zh }).flatMap(([language, texts]) =>
    Object.keys(texts).flatMap((key) => ((texts[key] ?? '').trim() === '' ? [`${language}: ${key}`] : [])),
  );
  expect(empty).toEqual([]);
});

/** The arguments of each sentence, sorted, since the two languages may name them in another order. */
function argumentsOf(texts: Catalogue): { readonly [key: string]: readonly string[] } {
  return Object.fromEntries(
    Object.entries(texts).map(([key, text]) => [key, [...text.matchAll(/\{(\w+)\}/g)].map(([whole]) => whole).sort()]),
  );
}
