import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sha256, textOrNull } from './book-file.ts';
import { readText } from './read-text.ts';

/**
 * The demo's book as a file of the data folder, so that one can be published over it: the one of the program is no place to write to. It
 * is a copy until somebody publishes, and a copy again where the program brings another book than the one that it was made from.
 * @param shipped file of the program. @returns the file to serve.
 */
export function demoBook(shipped: string, folder: string): string {
  const text = readText(shipped);
  const [file, madeFrom] = [join(folder, 'demo-book.yaml'), join(folder, 'demo-book.from')];
  if (textOrNull(file) !== null && textOrNull(madeFrom) === sha256(text)) return file;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  writeFileSync(file, text);
  writeFileSync(madeFrom, sha256(text));
  return file;
}
