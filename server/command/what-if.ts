import { parseArgs } from 'node:util';
import { issueText, type Terms } from '../../shared/book/index.ts';
import { changedBook, termChange, whatIf } from '../../shared/design/index.ts';
import { KeptError } from '../../shared/error/index.ts';
import { asUsage } from './as-usage.ts';
import { type BookText, loadBook } from './book-file.ts';
import { HISTORY_OPTIONS, readHistory } from './history-input.ts';
import type { AnswerIo } from './state-of-lines.ts';
import { whatIfText } from './what-if-text.ts';
import { workedThrough } from './work-progress.ts';

const OPTIONS = {
  ...HISTORY_OPTIONS,
  book: { type: 'string' },
  with: { type: 'string' },
  set: { type: 'string', multiple: true },
  warnings: { type: 'boolean' },
  json: { type: 'boolean' },
} as const;

/**
 * `kept what-if --book BOOK (--with OTHER | --set promise.key=value …) [--from T] [--to T] [--as-of T] [--warnings] [--json]
 * (--data FOLDER | --mapping M FILE… | [FILE…])`: what other terms would have made of a span of history, beside what was. 1 when some of
 * the input was refused.
 * @throws KeptError USAGE, FILE_UNREADABLE, VALUE_RANGE, DESIGN_REFUSED, those of the books and of the log.
 */
export async function whatIfCommand(args: readonly string[], io: AnswerIo): Promise<number> {
  const { values, positionals } = asUsage(() => parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true }));
  const { book: file, with: other, set = [], warnings = false, json = false } = values;
  if (file === undefined) throw new KeptError('USAGE', 'kept what-if needs --book BOOK.');
  if ((other === undefined) === (set.length === 0))
    throw new KeptError('USAGE', 'kept what-if needs the change: --with OTHER, or one or more --set promise.key=value, and not both.');
  const was = loadBook(file);
  const would = other === undefined ? changed(was, set) : loadBook(other).read;
  const { history, refused } = await readHistory(values, positionals, io);
  const answer = workedThrough('what-if', whatIf({ was: was.read, would, history, isWarned: warnings }), io.stderr);
  if (answer === null) throw new KeptError('VALUE_RANGE', 'There are no events: nothing can be judged.');
  io.stdout.write(json ? `${JSON.stringify(answer)}\n` : whatIfText(answer, was.book.zone));
  return refused === 0 ? 0 : 1;
}

/** @throws KeptError USAGE, BOOK_INVALID. */
function changed(was: BookText, set: readonly string[]): Terms {
  const changes = set.map(termChange);
  const known = new Set(was.book.versions.flatMap(({ promises }) => promises.map(({ id }) => id)));
  const strange = changes.find(({ promise }) => !known.has(promise));
  if (strange !== undefined)
    throw new KeptError('USAGE', `The book has no promise \`${strange.promise}\`; it has ${[...known].join(', ')}.`);
  const read = changedBook(was, changes);
  if (read.ok) return read;
  throw new KeptError(
    'BOOK_INVALID',
    `With that change the book has faults:\n${read.issues.map((issue) => issueText('--set', issue)).join('\n')}`,
  );
}
