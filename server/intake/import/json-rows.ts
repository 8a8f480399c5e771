import { refuseLongLine } from './csv-rows.ts';

/** One line of JSON: the value, or why it could not be read. */
export type JsonRow = { readonly line: number; readonly value: unknown } | { readonly line: number; readonly fault: string };

/** A number as it was written in the file, since reading it as a double may lose digits. */
export class WrittenNumber {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** Reads newline-delimited JSON piece by piece; blank lines are passed over. */
export class JsonRows {
  readonly #keepNumbers: boolean;
  #text = '';
  #line = 0;

  /** @param keepNumbers gives numbers as `WrittenNumber`. */
  constructor(keepNumbers: boolean) {
    this.#keepNumbers = keepNumbers;
  }

  /** The rows that are complete with this piece. @throws KeptError ROW_INVALID at a line that does not end. */
  push(text: string): JsonRow[] {
    const lines = (this.#text + text).split('\n');
    this.#text = lines.pop() ?? '';
    refuseLongLine(this.#text.length, this.#line + lines.length + 1);
    return lines.flatMap((line) => this.#row(line));
  }

  end(): JsonRow[] {
    return this.#row(this.#text);
  }

  #row(text: string): JsonRow[] {
    this.#line += 1;
    if (text.trim() === '') return [];
    try {
      const value: unknown = this.#keepNumbers ? JSON.parse(text, written) : JSON.parse(text);
      return [{ line: this.#line, value }];
    } catch {
      return [{ line: this.#line, fault: 'the line is not JSON' }];
    }
  }
}

function written(_key: string, value: unknown, context?: { readonly source?: string }): unknown {
  return typeof value === 'number' ? new WrittenNumber(context?.source ?? String(value)) : value;
}
