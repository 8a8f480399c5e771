import { parseArgs } from 'node:util';
import { KeptError } from '../../shared/error/index.ts';
import type { Json, JsonObject } from '../../shared/event/index.ts';
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

/** The answer to a line, or why it has none: under its own id where it has one, else under its number. */
function answerLine(line: string, number: number, answer: (raw: Json) => JsonObject): JsonObject {
  let id = String(number);
  try {
    const raw = parsed(line);
    if (typeof raw === 'object' && raw !== null && 'id' in raw && typeof raw['id'] === 'string') id = raw['id'];
    return answer(raw);
  } catch (error) {
    if (!(error instanceof KeptError)) throw error;
    return { id, error: error.toJSON() };
  }
}

function parsed(line: string): Json {
  try {
    return JSON.parse(line) as Json;
  } catch (cause) {
    throw new KeptError('JSON_INVALID', 'The line is no JSON.', { cause });
  }
}

function optionsOf(args: readonly string[]): { readonly book: string; readonly promise: string; readonly files: readonly string[] } {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { book: { type: 'string' }, promise: { type: 'string' } },
      allowPositionals: true,
    });
    if (values.book === undefined || values.promise === undefined)
      throw new KeptError('USAGE', 'kept deadline needs --book BOOK and --promise ID.');
    return { book: values.book, promise: values.promise, files: positionals };
  } catch (cause) {
    if (cause instanceof KeptError) throw cause;
    throw new KeptError('USAGE', cause instanceof Error ? cause.message : String(cause), { cause });
  }
}
