import type { Readable } from 'node:stream';
import { KeptError } from '../../../shared/error/index.ts';
import { CsvRows } from '../import/csv-rows.ts';
import { openZip } from './zip-file.ts';

/** A row of a table by the names of its columns; blank where the row is short. */
export type TableRow = (column: string) => string;

/** The rows of the wanted tables of a zip, as they lie in it, one at a time. @throws KeptError FILE_UNREADABLE, ROW_INVALID. */
export async function* zipTables(
  file: string,
  tables: readonly string[],
): AsyncGenerator<{ readonly table: string; readonly row: TableRow }> {
  try {
    const zip = await openZip(file);
    for await (const entry of zip.eachEntry()) {
      if (!tables.includes(entry.fileName)) continue;
      for await (const row of rowsOf(await zip.openReadStreamPromise(entry), `${entry.fileName} of ${file}`))
        yield { table: entry.fileName, row };
    }
  } catch (cause) {
    if (cause instanceof KeptError) throw cause;
    throw new KeptError('FILE_UNREADABLE', `${file} cannot be read: ${cause instanceof Error ? cause.message : String(cause)}.`, { cause });
  }
}

async function* rowsOf(bytes: Readable, name: string): AsyncGenerator<TableRow> {
  const decoder = new TextDecoder();
  const table = new CsvRows(',');
  let columns: ReadonlyMap<string, number> | undefined;
  const read = (rows: ReturnType<CsvRows['push']>): TableRow[] =>
    rows.flatMap((row) => {
      if ('fault' in row) throw new KeptError('ROW_INVALID', `Line ${row.line} of ${name}: ${row.fault}.`);
      const { cells } = row;
      if (columns === undefined) {
        columns = new Map(cells.map((column, index) => [column.trim(), index]));
        return [];
      }
      const places = columns;
      return [(column: string) => cells[places.get(column) ?? -1] ?? ''];
    });
  for await (const piece of bytes as AsyncIterable<Buffer>) yield* read(table.push(decoder.decode(piece, { stream: true })));
  yield* read(table.push(decoder.decode()));
  yield* read(table.end());
}
