/** A cell of a table: a figure is written as it is, a text so that no spreadsheet takes it for a formula. */
export type CsvCell = string | { readonly figure: string };

/** A line of CSV as RFC 4180 has it, with its end. */
export function csvLine(cells: readonly CsvCell[]): string {
  return `${cells.map((cell) => quoted(typeof cell === 'string' ? harmless(cell) : cell.figure)).join(',')}\r\n`;
}

/** Spreadsheets take a cell for a formula by its first character; one with an apostrophe before it is a text. */
function harmless(text: string): string {
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
