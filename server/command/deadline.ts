import { parseArgs } from 'node:util';
import { KeptError } from '../../shared/error/index.ts';
import { answerLine } from './answer-line.ts';
import { asUsage } from './as-usage.ts';
import { loadBook } from './book-file.ts';
import { answerCase } from './deadline-case.ts';
import { inputLines } from './input-lines.ts';

export type DeadlineIo = { readonly stdin: AsyncIterable<unknown>; readonly stdout: { write(text: string): unknown } };

/** `kept deadline --book B --promise P [FILE…]`: cases in, verdicts out, a line each. 1 when a case was refused. */
export async function deadlineCommand(args: readonly string[], io: DeadlineIo): Promise<number> {
  const { book: file, promise, files } = optionsOf(args);
  const { book } = loadBook(file);
  let refused = 0;
  let number = 0;
  for await (const line of inputLines(files, io.stdin)) {
    number += 1;
    if (line.trim() === '') continue;
    const answer = answerLine(line, number, (raw) => answerCase(book, promise, raw));
    if ('error' in answer) refused += 1;
    io.stdout.write(`${JSON.stringify(answer)}\n`);
  }
  return refused === 0 ? 0 : 1;
}

function optionsOf(args: readonly string[]): { readonly book: string; readonly promise: string; readonly files: readonly string[] } {
  const options = { book: { type: 'string' }, promise: { type: 'string' } } as const;
  const { values, positionals } = asUsage(() => parseArgs({ args: [...args], options, allowPositionals: true }));
  if (values.book === undefined || values.promise === undefined)
    throw new KeptError('USAGE', 'kept deadline needs --book BOOK and --promise ID.');
  return { book: values.book, promise: values.promise, files: positionals };
}
