import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { loadBook } from '../../server/command/book-file.ts';
import { readMapping } from '../../server/intake/index.ts';
import { checksOf, holds } from './checks.ts';
import { SETS } from './sets.ts';

const fileOf = (set: string, file: string) => join(import.meta.dirname, set, file);

it('every folder here is a set that is scored', () => {
  const folders = readdirSync(import.meta.dirname, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []));
  expect(folders.filter((folder) => !SETS.some(({ name }) => name === folder))).toEqual([]);
});
it.each(SETS.filter(({ name }) => existsSync(fileOf(name, 'book.yaml'))))(
  '$name has a mapping, and a book with the promises that are scored',
  ({ name, rows }) => {
    const mapping = fileOf(name, 'mapping.yaml');
    expect(readMapping(readFileSync(mapping, 'utf8'), mapping)).toHaveProperty('format');
    const { book } = loadBook(fileOf(name, 'book.yaml'));
    const ids = book.versions.flatMap(({ promises }) => promises.map(({ id }) => id));
    for (const { promise } of rows) expect(ids).toContain(promise);
  },
);
it('what is wanted and not there fails', () => {
  const [row] = SETS.flatMap(({ rows }) => rows);
  const checks = row === undefined ? [] : checksOf(row, undefined);
  expect(checks.length).toBeGreaterThan(0);
  expect(checks.some(holds)).toBe(false);
});
