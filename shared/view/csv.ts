/** A cell of a table: a figure is written as it is, a text so that no spreadsheet takes it for a formula. */
export type CsvCell = string | { readonly figure: string };

/** A line of CSV as RFC 4180 has it, with its end. */
export function csvLine(cells: readonly CsvCell[]): string {
  return `${cells.map((cell) => quoted(typeof cell === 'string' ? harmless(cell) : cell.figure)).join(',')}\r\n`;
}

/**
 * Spreadsheets take a cell for a formula by its first character, some of them by its first that can be seen, or by a wide one; one with an
 * apostrophe before it is a text. Source: OWASP, CSV Injection.
 */
const FORMULA = /^(?:[\p{White_Space}\p{Cf}]*[=+\-@＝＋－＠]|[\t\r\n])/u;

function harmless(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text;
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
