import { expect, it } from 'vitest';
import { en } from '../../shared/text/en.ts';
import { zh } from '../../shared/text/zh.ts';

const CATALOGUES: { readonly [language: string]: { readonly [key: string]: string } } = { en, zh };

it('both languages have the same keys in the same order', () => {
  expect(Object.keys(zh), 'add the sentence to both shared/text/en.ts and shared/text/zh.ts').toEqual(Object.keys(en));
});
it('both languages fill in the same arguments', () => {
  expect(argumentsOf(zh), 'a sentence must name the same {arguments} in both languages').toEqual(argumentsOf(en));
});
it('no sentence is empty', () => {
  const empty = Object.entries(CATALOGUES).flatMap(([language, texts]) =>
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
