import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { scratchFolder } from '../../test/scratch-folder.ts';
import { demoBook } from './demo-book.ts';

it('the demo serves a copy of its book, which stays as it was published until the program brings another', () => {
  const folder = scratchFolder({ 'shipped.yaml': 'book: one\n' });
  const [shipped, data] = [join(folder, 'shipped.yaml'), join(folder, 'data')];
  const file = demoBook(shipped, data);
  expect(readFileSync(file, 'utf8')).toBe('book: one\n');
  writeFileSync(file, 'book: one # published\n');
  expect([demoBook(shipped, data), readFileSync(file, 'utf8')]).toEqual([file, 'book: one # published\n']);
  writeFileSync(shipped, 'book: two\n');
  expect([demoBook(shipped, data), readFileSync(file, 'utf8')]).toEqual([file, 'book: two\n']);
  expect(readFileSync(shipped, 'utf8')).toBe('book: two\n');
});
