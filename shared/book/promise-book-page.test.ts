import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { issueText, PROMISE_SCHEMAS, type ReadBook, readBook } from './index.ts';
import { BOOK_SCHEMA } from './schema.ts';

const BLOCKS = [...readFileSync('docs/promise-book.md', 'utf8').matchAll(/^```yaml\n([\s\S]*?)^```$/gm)].map(([, block = '']) => block);
const isPromises = (block: string) => block.startsWith('- ');
const isOther = (block: string) => block.includes('extends:');
/** The blocks together, the lists of promises under their key. */
const TOGETHER = [...BLOCKS.filter((block) => !isPromises(block) && !isOther(block)), 'promises:\n', ...BLOCKS.filter(isPromises)].join('');
const PROVINCE = BLOCKS.find(isOther) ?? '';

function issuesOf(read: ReadBook): readonly string[] {
  return read.ok ? [] : read.issues.map((issue) => issueText('docs/promise-book.md', issue));
}

it('the blocks of the page are one right book', () => {
  expect(issuesOf(readBook(TOGETHER))).toEqual([]);
});
it('the book that extends it is right too', () => {
  const read = readBook(PROVINCE, { textOf: (name) => (name === 'head-office/book.yaml' ? TOGETHER : null) });
  expect(issuesOf(read)).toEqual([]);
  expect(read.ok && read.book.versions.map(({ from }) => from)).toEqual(['2026-01-01', '2026-06-10', '2026-09-01']);
});
it('every key of the language stands on the page', () => {
  const book = { ...parse(PROVINCE), ...parse(TOGETHER) };
  expect(Object.keys(BOOK_SCHEMA.properties).filter((key) => !(key in book))).toEqual([]);
  const promises: readonly { readonly [key: string]: unknown }[] = book.promises;
  for (const [kind, { properties }] of Object.entries(PROMISE_SCHEMAS)) {
    const ofKind = promises.filter((promise) => promise['kind'] === kind);
    // What all kinds have is shown once, with deadlines.
    const known = kind === 'deadline' ? [] : Object.keys(PROMISE_SCHEMAS.deadline.properties);
    const own = Object.keys(properties).filter((key) => !known.includes(key) && key !== 'public');
    expect(
      own.filter((key) => !ofKind.some((promise) => key in promise) && !promises.some((promise) => key in promise)),
      kind,
    ).toEqual([]);
  }
  const remedies = promises.flatMap((promise) => [promise['remedy'] ?? []].flat());
  const remedy = PROMISE_SCHEMAS.count.properties.remedy.items.properties;
  expect(Object.keys(remedy).filter((key) => !remedies.some((each) => typeof each === 'object' && each !== null && key in each))).toEqual(
    [],
  );
});
