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
import { faultEn } from '../../shared/text/fault-en.ts';
import { faultFormEn } from '../../shared/text/fault-form-en.ts';
import { faultFormZh } from '../../shared/text/fault-form-zh.ts';
import { faultPromiseEn } from '../../shared/text/fault-promise-en.ts';
import { faultPromiseZh } from '../../shared/text/fault-promise-zh.ts';
import { faultZh } from '../../shared/text/fault-zh.ts';
import { lintEn } from '../../shared/text/lint-en.ts';
import { lintZh } from '../../shared/text/lint-zh.ts';
import { publicCaseEn } from '../../shared/text/public-case-en.ts';
import { publicCaseZh } from '../../shared/text/public-case-zh.ts';
import { publicEn } from '../../shared/text/public-en.ts';
import { publicZh } from '../../shared/text/public-zh.ts';
import { reviewEn } from '../../shared/text/review-en.ts';
import { reviewZh } from '../../shared/text/review-zh.ts';
import { zh } from '../../shared/text/zh.ts';
import { CODE_FILES, isTest, read } from './project.ts';

type Catalogue = { readonly [key: string]: string };
/** What may be wrong with a book: the page of the book, the command line and the server tell it. */
const FAULTS = {
  en: { ...faultEn, ...faultPromiseEn, ...faultFormEn },
  zh: { ...faultZh, ...faultPromiseZh, ...faultFormZh },
};
const FAULT_CATALOGUE = /^shared\/text\/fault-.*(en|zh)\.ts$/;
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
  { name: 'faults', ...FAULTS },
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

it('every fault is one that something finds', () => {
  const files = CODE_FILES.filter((file) => !isTest(file) && !FAULT_CATALOGUE.test(file));
  const told = new Set(files.flatMap((file) => [...read(file).matchAll(/'(fault\.[a-z.-]+)'/g)].map(([, key]) => key)));
  const unused = Object.keys(FAULTS.en).filter((key) => !told.has(key) && !told.has(key.replace(/\.fix$/, '')));
  expect(unused, 'take the sentence out of both languages').toEqual([]);
});

/** The arguments of each sentence, sorted, since the two languages may name them in another order. */
function argumentsOf(texts: Catalogue): { readonly [key: string]: readonly string[] } {
  return Object.fromEntries(
    Object.entries(texts).map(([key, text]) => [key, [...text.matchAll(/\{(\w+)\}/g)].map(([whole]) => whole).sort()]),
  );
}
