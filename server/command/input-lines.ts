import { createReadStream } from 'node:fs';
import { KeptError } from '../../shared/error/index.ts';

/** Longest line that is read, in UTF-16 units. */
const LINE_LENGTH_MAX = 1024 * 1024;

/** The lines of the files one after the other, or of standard input where none is named. @throws KeptError FILE_UNREADABLE. */
export async function* inputLines(files: readonly string[], stdin: AsyncIterable<unknown>): AsyncGenerator<string> {
  if (files.length === 0) yield* linesIn(stdin);
  for (const file of files) {
    try {
      yield* linesIn(createReadStream(file));
    } catch (cause) {
      if (cause instanceof KeptError) throw cause;
      throw new KeptError('FILE_UNREADABLE', `The file ${file} cannot be read.`, { cause });
    }
  }
}

async function* linesIn(stream: AsyncIterable<unknown>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const piece of stream) {
    const lines = (rest + decoder.decode(piece as Uint8Array, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    if (rest.length > LINE_LENGTH_MAX) throw new KeptError('JSON_INVALID', `A line has over ${LINE_LENGTH_MAX} characters.`);
    yield* lines;
  }
  if (rest !== '') yield rest;
}
