import { KeptError } from '../../../shared/error/index.ts';

/** One row of a table: its cells, or why it could not be read. `line` is the line of the file it starts on, from 1. */
export type Row = { readonly line: number; readonly cells: readonly string[] } | { readonly line: number; readonly fault: string };

/** The longest row, in UTF-16 units. A longer one with quotes is a quote that was never closed; without, it is no table. */
export const ROW_LENGTH_MAX = 1024 * 1024;

const QUOTE = '"';

/**
 * Reads CSV piece by piece: any delimiter of one character, quotes doubled inside quotes, line breaks inside quotes, LF or CRLF.
 * A row that cannot be read is given with its fault, and reading goes on with the next line of the file.
 */
export class CsvRows {
  readonly #delimiter: string;
  #text = '';
  /** Where the next row begins in `#text`. */
  #at = 0;
  #line = 1;
  /** The first quote at or after `#at`; -1 when there is none, `undefined` when not looked for yet. */
  #quoteAt: number | undefined;

  constructor(delimiter: string) {
    this.#delimiter = delimiter;
  }

  /** The rows that are complete with this piece. @throws KeptError ROW_INVALID at a line that does not end. */
  push(text: string): Row[] {
    this.#text = this.#text.slice(this.#at) + text;
    this.#at = 0;
    this.#quoteAt = undefined;
    return this.#rows(false);
  }

  /** The rows that are left when the file ends, with or without a last line break. */
  end(): Row[] {
    return this.#rows(true);
  }

  #rows(isEnd: boolean): Row[] {
    const rows: Row[] = [];
    while (this.#at < this.#text.length) {
      const lineEnd = this.#text.indexOf('\n', this.#at);
      if (lineEnd === -1 && !isEnd) {
        refuseLongLine(this.#text.length - this.#at, this.#line);
        break;
      }
      const plainEnd = lineEnd === -1 ? this.#text.length : lineEnd;
      if (this.#hasQuoteBefore(plainEnd)) {
        if (!this.#quotedRow(rows, { plainEnd, isEnd })) break;
      } else this.#take(rows, this.#text.slice(this.#at, withoutReturn(this.#text, plainEnd)).split(this.#delimiter), plainEnd);
    }
    return rows;
  }

  #hasQuoteBefore(end: number): boolean {
    if (this.#quoteAt === undefined || (this.#quoteAt !== -1 && this.#quoteAt < this.#at))
      this.#quoteAt = this.#text.indexOf(QUOTE, this.#at);
    return this.#quoteAt !== -1 && this.#quoteAt < end;
  }

  /** False when the row needs more text. */
  #quotedRow(rows: Row[], { plainEnd, isEnd }: { readonly plainEnd: number; readonly isEnd: boolean }): boolean {
    const read = quotedCells(this.#text, this.#at, this.#delimiter);
    if ('cells' in read && (read.end < this.#text.length || isEnd)) {
      this.#take(rows, read.cells, read.end);
      return true;
    }
    const isUnclosed = !('fault' in read);
    if (isUnclosed && !isEnd && this.#text.length - this.#at < ROW_LENGTH_MAX) return false;
    rows.push({ line: this.#line, fault: 'fault' in read ? read.fault : 'a quote is opened and not closed' });
    this.#line += 1;
    this.#at = plainEnd + 1;
    return true;
  }

  #take(rows: Row[], cells: readonly string[], end: number): void {
    const isBlank = cells.length === 1 && cells[0] === '';
    if (!isBlank) rows.push({ line: this.#line, cells });
    for (let at = this.#text.indexOf('\n', this.#at); at !== -1 && at <= end; at = this.#text.indexOf('\n', at + 1)) this.#line += 1;
    this.#at = end + 1;
  }
}

/** @throws KeptError ROW_INVALID */
export function refuseLongLine(length: number, line: number): void {
  if (length <= ROW_LENGTH_MAX) return;
  throw new KeptError(
    'ROW_INVALID',
    `Line ${line} is longer than ${ROW_LENGTH_MAX} characters: this is not the kind of file that the mapping says.`,
  );
}

type QuotedRow = { readonly cells: readonly string[]; readonly end: number } | { readonly fault: string } | { readonly unclosed: true };

/** Cells of a row with quotes; `end` is where its line break stands, or the end of the text. */
function quotedCells(text: string, start: number, delimiter: string): QuotedRow {
  const cells: string[] = [];
  let at = start;
  for (;;) {
    let cell: string;
    if (text[at] === QUOTE) {
      let close = text.indexOf(QUOTE, at + 1);
      while (close !== -1 && text[close + 1] === QUOTE) close = text.indexOf(QUOTE, close + 2);
      if (close === -1) return { unclosed: true };
      cell = text.slice(at + 1, close).replaceAll('""', QUOTE);
      at = close + 1;
      if (text[at] === '\r' && (text[at + 1] === '\n' || at + 1 === text.length)) at += 1;
      if (at < text.length && text[at] !== '\n' && text[at] !== delimiter) {
        return { fault: `cell ${cells.length + 1} goes on after its closing quote` };
      }
    } else {
      const lineEnd = endOr(text.indexOf('\n', at), text);
      const cellEnd = Math.min(endOr(text.indexOf(delimiter, at), text), lineEnd);
      cell = text.slice(at, cellEnd === lineEnd ? Math.max(at, withoutReturn(text, cellEnd)) : cellEnd);
      at = cellEnd;
    }
    cells.push(cell);
    if (at >= text.length || text[at] === '\n') return { cells, end: at };
    at += 1;
  }
}

function endOr(found: number, text: string): number {
  return found === -1 ? text.length : found;
}

/** The end of a line without the CR of a CRLF. */
function withoutReturn(text: string, end: number): number {
  return text[end - 1] === '\r' ? end - 1 : end;
}
