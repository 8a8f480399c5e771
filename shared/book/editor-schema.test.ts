import { globSync, readFileSync } from 'node:fs';
import { type Schema, Validator } from '@cfworker/json-schema';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { EDITOR_SCHEMA, PROMISE_SCHEMAS } from './index.ts';
import { BOOK_MEANINGS, PROMISE_MEANINGS } from './key-meanings.ts';
import { BOOK_SCHEMA } from './schema.ts';

const validator = new Validator(EDITOR_SCHEMA as Schema, '2020-12', false);
const faultsIn = (book: unknown) =>
  validator
    .validate(book)
    .errors.filter(({ keyword }) => !['if', 'then', 'else', '$ref', 'allOf', 'properties', 'items'].includes(keyword))
    .map(({ instanceLocation, keyword }) => `${instanceLocation} ${keyword}`);

const PROMISE = { id: 'first-call', kind: 'deadline', says: { en: 'A', zh: '甲' }, opens: 'a.b', met: 'a.c', within: '1h' };
const BOOK = { book: 'b', timezone: 'UTC', currency: 'EUR', promises: [PROMISE] };

it('the file that is published is the schema that the server gives', async () => {
  await expect(`${JSON.stringify(EDITOR_SCHEMA, null, 2)}\n`).toMatchFileSnapshot('../../docs/schema/promise-book.json');
});
it.each(globSync('examples/*/book.yaml'))('%s fits it', (file) => {
  expect(faultsIn(parse(readFileSync(file, 'utf8')))).toEqual([]);
});
it('every key has a meaning and every meaning a key', () => {
  expect(Object.keys(BOOK_MEANINGS).sort()).toEqual(Object.keys(BOOK_SCHEMA.properties).sort());
  const keys = Object.values(PROMISE_SCHEMAS).flatMap(({ properties }) => Object.keys(properties));
  expect(Object.keys(PROMISE_MEANINGS).sort()).toEqual([...new Set(keys)].sort());
});
it('a promise is held to its own kind', () => {
  expect(faultsIn(BOOK)).toEqual([]);
  expect(faultsIn({ ...BOOK, promises: [{ ...PROMISE, window: 'day' }] })).toContain('#/promises/0 additionalProperties');
  const { met: _, ...unmet } = PROMISE;
  expect(faultsIn({ ...BOOK, promises: [unmet] })).toContain('#/promises/0 required');
  expect(faultsIn({ ...BOOK, promises: [{ id: 'first-call', within: '1h' }] })).toContain('#/promises/0 required');
  expect(faultsIn({ ...BOOK, promises: [{ ...PROMISE, kind: 'dedline' }] })).toContain('#/promises/0/kind enum');
  expect(faultsIn({ ...BOOK, bok: 'b' })).toContain('# additionalProperties');
});
it('a version and a book that extends another may hold parts, and null for what is taken out', () => {
  const parts = [
    { id: 'first-call', within: { gold: '20min', silver: null }, tolerate: null },
    { id: 'repair', kind: null },
  ];
  expect(faultsIn({ extends: 'base.yaml', promises: parts, boards: null, feeds: { desk: { lag: '1min' } } })).toEqual([]);
  expect(faultsIn({ ...BOOK, versions: [{ from: '2026-06-10', promises: parts }] })).toEqual([]);
  expect(faultsIn({ ...BOOK, promises: parts })).toContain('#/promises/0 required');
  expect(faultsIn({ extends: 'base.yaml', promises: [{ id: 'first-call', kind: 'deadline', widhin: '1h' }] })).toContain(
    '#/promises/0 additionalProperties',
  );
});
