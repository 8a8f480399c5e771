import { issueText, readBook } from '../../shared/book/index.ts';
import { KeptError } from '../../shared/error/index.ts';
import { readText } from './read-text.ts';

/** `kept check BOOK…`: every fault with file, line and column, what is wrong and how to mend it. */
export function checkCommand(files: readonly string[]): number {
  if (files.length === 0) throw new KeptError('USAGE', 'kept check needs the file of a promise book.');
  let found = 0;
  for (const file of files) {
    const read = readBook(readText(file));
    if (read.ok) {
      const { versions, boards } = read.book;
      const parts = [
        counted(versions.at(-1)?.promises.length ?? 0, 'promise'),
        counted(versions.length, 'version'),
        counted(boards.length, 'board'),
      ];
      process.stdout.write(`${file}: right; ${parts.join(', ')}\n`);
    } else {
      found += read.issues.length;
      for (const issue of read.issues) process.stdout.write(`${issueText(file, issue)}\n`);
    }
  }
  return found === 0 ? 0 : 1;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
