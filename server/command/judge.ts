import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import type { Book } from '../../shared/book/index.ts';
import { type Known, stateAsOf } from '../../shared/engine/index.ts';
import { KeptError } from '../../shared/error/index.ts';
import { DistinctEvents } from '../../shared/event/index.ts';
import { judgementLines } from '../../shared/view/index.ts';
import { asUsage } from './as-usage.ts';
import { loadBook } from './book-file.ts';
import { takeEventLines } from './event-lines.ts';
import { inputLines } from './input-lines.ts';
import { instantOption } from './instant-option.ts';

export type JudgeIo = { readonly stdin: AsyncIterable<unknown>; readonly stdout: Writable };

/** Answers that are written at once, in UTF-16 units. */
const PIECE_LENGTH = 64 * 1024;

/**
 * `kept judge --book B [--as-of T] [--known-at N] [FILE…]`: events in, what they are judged to be out, as `judgementLines` orders
 * it. Lines that are refused are answered first, as they are read. 1 when there were any.
 * @throws KeptError USAGE, FILE_UNREADABLE, VALUE_RANGE and those of the book.
 */
export async function judgeCommand(args: readonly string[], io: JudgeIo): Promise<number> {
  const { book: file, files, known } = optionsOf(args);
  const answering = new Answering(loadBook(file).book, known);
  try {
    await pipeline(Readable.from(answering.pieces(inputLines(files, io.stdin))), io.stdout, { end: false });
  } catch (error) {
    if (!isClosedByReader(error)) throw error; // Whoever reads has seen enough, as `head` does.
  }
  return answering.refused === 0 ? 0 : 1;
}

class Answering {
  refused = 0;
  readonly #book: Book;
  readonly #known: Known;

  constructor(book: Book, known: Known) {
    this.#book = book;
    this.#known = known;
  }

  async *pieces(lines: AsyncIterable<string>): AsyncGenerator<string> {
    const log = new DistinctEvents();
    for await (const refused of takeEventLines(log, lines)) {
      this.refused += 1;
      yield textOf(refused);
    }
    const state = stateAsOf(this.#book, log.inOrder(), this.#known);
    let piece = '';
    for (const answer of state === null ? [] : judgementLines(state)) {
      piece += textOf(answer);
      if (piece.length < PIECE_LENGTH) continue;
      yield piece;
      piece = '';
    }
    yield piece;
  }
}

function textOf(line: object): string {
  return `${JSON.stringify(line)}\n`;
}

function isClosedByReader(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EPIPE';
}

function optionsOf(args: readonly string[]): { readonly book: string; readonly files: readonly string[]; readonly known: Known } {
  const options = { book: { type: 'string' }, 'as-of': { type: 'string' }, 'known-at': { type: 'string' } } as const;
  const { values, positionals } = asUsage(() => parseArgs({ args: [...args], options, allowPositionals: true }));
  if (values.book === undefined) throw new KeptError('USAGE', 'kept judge needs --book BOOK.');
  return {
    book: values.book,
    files: positionals,
    known: { asOfMs: instantOption('as-of', values['as-of']), places: placesOf(values['known-at']) },
  };
}

function placesOf(text: string | undefined): number | null {
  if (text === undefined) return null;
  if (!/^\d{1,15}$/.test(text)) throw new KeptError('USAGE', `--known-at takes a number of events, not "${text}".`);
  return Number(text);
}
