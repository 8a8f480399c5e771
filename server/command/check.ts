import { readFileSync } from 'node:fs';
import { issueText, readBook } from '../../shared/book/index.ts';
import { KeptError } from '../../shared/error/index.ts';

/** `kept check BOOK…`: every fault with file, line and column, what is wrong and how to mend it. */
export function checkCommand(files: readonly string[]): number {
  if (files.length === 0) throw new KeptError('USAGE', 'kept check needs the file of a promise book.');
  let found = 0;
  for (const file of files) {
    const read = readBook(readText(file));
    if (read.ok) {
      const promises = read.book.versions.at(-1)?.promises.length ?? 0;
      process.stdout.write(
        `${file}: right; ${promises} promises, ${read.book.versions.length} versions, ${read.book.boards.length} boards\n`,
      );
    } else {
      found += read.issues.length;
      for (const issue of read.issues) process.stdout.write(`${issueText(file, issue)}\n`);
    }
  }
  return found === 0 ? 0 : 1;
}

/** @throws KeptError BOOK_UNREADABLE. */
export function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new KeptError('BOOK_UNREADABLE', `The book ${file} cannot be read.`, { cause });
  }
}
