import { parseArgs } from 'node:util';
import { KeptError } from '../../shared/error/index.ts';
import { accrualCsv } from '../../shared/view/index.ts';
import { asUsage } from './as-usage.ts';
import { loadBook } from './book-file.ts';
import { inputLines } from './input-lines.ts';
import { instantOption } from './instant-option.ts';
import { type AnswerIo, stateOfLines } from './state-of-lines.ts';

/**
 * `kept accruals --book B [--as-of T] [FILE…]`: events in, the lines of the ledger out as CSV. 1 when lines of the input were refused.
 * @throws KeptError USAGE, FILE_UNREADABLE, VALUE_RANGE and those of the book.
 */
export async function accrualsCommand(args: readonly string[], io: AnswerIo): Promise<number> {
  const options = { book: { type: 'string' }, 'as-of': { type: 'string' } } as const;
  const { values, positionals } = asUsage(() => parseArgs({ args: [...args], options, allowPositionals: true }));
  if (values.book === undefined) throw new KeptError('USAGE', 'kept accruals needs --book BOOK.');
  const asOfMs = instantOption('as-of', values['as-of']);
  const { book } = loadBook(values.book);
  const { state, refused } = await stateOfLines(book, inputLines(positionals, io.stdin), { asOfMs, stderr: io.stderr });
  for (const line of accrualCsv(state)) io.stdout.write(line);
  return refused === 0 ? 0 : 1;
}
