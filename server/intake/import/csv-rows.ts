import { CsvError, type InfoRecord, parse } from 'csv-parse/sync';
import { KeptError } from '../../../shared/error/index.ts';
import { RowFault } from './row-fault.ts';

/** One row of a table: its cells, or why it could not be read. `line` is the line of the file it starts on, from 1. */
export type Row = { readonly line: number; readonly cells: readonly string[] } | { readonly line: number; readonly fault: string };

/** The longest row, in UTF-16 units. A longer one with quotes is a quote that was never closed; without, it is no table. */
export const ROW_LENGTH_MAX = 1024 * 1024;

const QUOTE = '"';
const LINE_BREAK = '\n';
const UNCLOSED = 'a quote is opened and not closed';

/** How far whole rows went, in bytes, and why the row that begins there could not be read. */
type Read = { readonly bytes: number; readonly fault: string | undefined };

/**
 * Reads CSV piece by piece: any delimiter of one character, quotes doubled inside quotes, line breaks inside quotes, LF or CRLF.
 * A row that cannot be read is given with its fault, and reading goes on with the next line of the file.
 */
export class CsvRows {
  readonly #delimiter: string;
  /** What no row was made from yet: it begins where a row begins. */
  #text = '';
  #line = 1;

  constructor(delimiter: string) {
    this.#delimiter = delimiter;
  }

  /** The rows that are complete with this piece. @throws KeptError ROW_INVALID at a line that does not end. */
  push(text: string): Row[] {
    this.#text += text;
    return this.#rows(false);
  }

  /** The rows that are left when the file ends, with or without a last line break. */
  end(): Row[] {
    this.#text += LINE_BREAK;
    return this.#rows(true);
  }

  #rows(isEnd: boolean): Row[] {
    const linesEnd = this.#text.lastIndexOf(LINE_BREAK) + 1;
    const lastLine = this.#text.slice(linesEnd);
    const rows: Row[] = [];
    let lines = Buffer.from(this.#text.slice(0, linesEnd));
    while (lines.length > 0) {
      const { bytes, fault } = this.#read(lines, rows);
      lines = lines.subarray(bytes);
      if (fault === undefined) break;
      if (fault === UNCLOSED && !isEnd && lines.toString().length + lastLine.length < ROW_LENGTH_MAX) break;
      rows.push({ line: this.#line, fault });
      lines = lines.subarray(lines.indexOf(LINE_BREAK) + 1);
      this.#line += 1;
    }
    this.#text = lines.toString() + lastLine;
    if (lines.length === 0) refuseLongLine(lastLine.length, this.#line);
    return rows;
  }

  /**
   * Adds the rows of whole lines up to one with a fault. The library's own way past a fault would lose the rows up to the next quote,
   * and its count of lines takes a CRLF in quotes for two; what it tells exactly is the byte where each row ends.
   */
  #read(lines: Buffer, rows: Row[]): Read {
    let at = 0;
    const take = (cells: string[], { bytes }: InfoRecord): null => {
      const written = lines.subarray(at, bytes);
      if (written.includes(QUOTE)) refuseLooseQuotes(written.toString(), cells);
      if (cells.length > 1 || cells[0] !== '') rows.push({ line: this.#line, cells });
      for (let end = written.indexOf(LINE_BREAK); end !== -1; end = written.indexOf(LINE_BREAK, end + 1)) this.#line += 1;
      at = bytes;
      return null;
    };
    try {
      parse(lines, {
        delimiter: this.#delimiter,
        record_delimiter: ['\r\n', LINE_BREAK],
        relax_column_count: true,
        relax_quotes: true,
        on_record: take,
      });
      return { bytes: at, fault: undefined };
    } catch (cause) {
      if (cause instanceof RowFault) return { bytes: at, fault: cause.message };
      if (cause instanceof CsvError && cause.code === 'CSV_QUOTE_NOT_CLOSED') return { bytes: at, fault: UNCLOSED };
      throw cause;
    }
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

/**
 * Quotes inside a cell that does not begin with one are data, which the library allows only together with text after a closing quote.
 * A cell that begins with a quote is sound when writing it again gives what was read.
 * @throws RowFault
 */
function refuseLooseQuotes(written: string, cells: readonly string[]): void {
  let at = 0;
  for (const [index, cell] of cells.entries()) {
    const expected = written[at] === QUOTE ? `"${cell.replaceAll(QUOTE, '""')}"` : cell;
    if (!written.startsWith(expected, at)) throw new RowFault(undefined, `cell ${index + 1} goes on after its closing quote`);
    at += expected.length + 1;
  }
}
