import { createHash } from 'node:crypto';
import { KeptError } from '../../../shared/error/index.ts';
import { EventFault, type KeptEvent, parseEvent } from '../../../shared/event/index.ts';
import { CsvRows } from './csv-rows.ts';
import type { Encoding, TextPiece } from './file-text.ts';
import { fileText } from './file-text.ts';
import { type JsonRow, JsonRows, WrittenNumber } from './json-rows.ts';
import type { FileFormat, Mapping, RowSpec } from './mapping.ts';
import type { MappingNode } from './mapping-node.ts';
import { compileRow } from './row-events.ts';
import { RowFault } from './row-fault.ts';

/** What one row of a file gave: its events, or why it was refused. `line` counts from 1. */
export type RowOutcome =
  | { readonly line: number; readonly events: readonly KeptEvent[] }
  | { readonly line: number; readonly column: string | undefined; readonly reason: string };

export type ReadPiece = { readonly outcomes: readonly RowOutcome[]; readonly doneShare: number };

/** Rows without a key of their own are told apart by counting equal ones; more different rows than this need a key. */
const KEYLESS_ROWS_MAX = 5_000_000;

/** Turns pieces of text into outcomes; `end` gives what the last line holds. */
type Reader = { readonly push: (text: string) => RowOutcome[]; readonly end: () => RowOutcome[] };

/**
 * The rows of one file as events, piece by piece.
 * @throws KeptError FILE_UNREADABLE, MAPPING_INVALID for a column that the file has not, ROW_INVALID for a line without end.
 */
export async function* readRows(file: string, mapping: Mapping): AsyncGenerator<ReadPiece> {
  const reader = readerOf(mapping);
  let piece: TextPiece | undefined;
  for await (piece of fileText(file, mapping.format.encoding satisfies Encoding))
    yield { outcomes: reader.push(piece.text), doneShare: piece.doneShare };
  yield { outcomes: reader.end(), doneShare: 1 };
}

function readerOf({ format, rows, source }: Mapping): Reader {
  if (rows === undefined) return jsonReader(false, (row) => [eventIn(row, source)]);
  return format.kind === 'csv' ? csvReader(format, rows) : ndjsonReader(rows);
}

function csvReader(format: FileFormat & { readonly kind: 'csv' }, spec: RowSpec): Reader {
  const table = new CsvRows(format.delimiter);
  const keyOf = rowKeys();
  const number = rowNumbers();
  let columns = format.header;
  let map = columns === undefined ? undefined : compileRow(spec, columnIn(columns));
  const outcomes = (rows: ReturnType<CsvRows['push']>): RowOutcome[] =>
    rows.flatMap((row): RowOutcome[] => {
      const { line } = row;
      if ('fault' in row) return [{ line, column: undefined, reason: row.fault }];
      if (map === undefined || columns === undefined) {
        columns = row.cells.map((name) => name.trim());
        map = compileRow(spec, columnIn(columns));
        return [];
      }
      const reason =
        row.cells.length === columns.length ? undefined : `has ${row.cells.length} cells where the header has ${columns.length}`;
      if (reason !== undefined) return [{ line, column: undefined, reason }];
      const mapper = map;
      return [outcomeOf(line, () => mapper(row.cells, { key: () => keyOf(row.cells.join('\u001f')), number }))];
    });
  return { push: (text) => outcomes(table.push(text)), end: () => outcomes(table.end()) };
}

function columnIn(columns: readonly string[]): (name: string, node: MappingNode) => number {
  return (name, node) => {
    const index = columns.indexOf(name);
    return index === -1 ? node.fail(`the file has no column ${JSON.stringify(name)}; it has ${columns.join(', ')}`) : index;
  };
}

function ndjsonReader(spec: RowSpec): Reader {
  // Lines may have different fields, so the columns are those that the mapping names.
  const columns: string[] = [];
  const keyOf = rowKeys();
  const number = rowNumbers();
  const map = compileRow(spec, (name) => {
    const known = columns.indexOf(name);
    return known === -1 ? columns.push(name) - 1 : known;
  });
  return jsonReader(true, (row) => {
    if (typeof row !== 'object' || row === null) throw new RowFault(undefined, 'the line is not a JSON object');
    return map(
      columns.map((column) => cellAt(row, column)),
      {
        key: () => keyOf(JSON.stringify(row, (_key, value: unknown) => (value instanceof WrittenNumber ? value.text : value))),
        number,
      },
    );
  });
}

function jsonReader(keepNumbers: boolean, map: (value: unknown) => readonly KeptEvent[]): Reader {
  const lines = new JsonRows(keepNumbers);
  const outcome = (row: JsonRow): RowOutcome =>
    'fault' in row ? { line: row.line, column: undefined, reason: row.fault } : outcomeOf(row.line, () => map(row.value));
  return { push: (text) => lines.push(text).map(outcome), end: () => lines.end().map(outcome) };
}

/** The text of a field, `a.b` for one inside another; blank where there is none. */
function cellAt(row: object, column: string): string {
  let value: unknown = row;
  for (const key of Object.hasOwn(row, column) ? [column] : column.split('.')) {
    value = typeof value === 'object' && value !== null ? Object.entries(value).find(([name]) => name === key)?.[1] : undefined;
  }
  if (value === undefined || value === null) return '';
  if (typeof value === 'string') return value;
  return value instanceof WrittenNumber ? value.text : JSON.stringify(value);
}

/** A line that is an event already. Imports may lie in the future, but are no door for Kept's own types. */
function eventIn(row: unknown, source: string | undefined): KeptEvent {
  const event = parseEvent(row);
  if (event.type.startsWith('kept.')) throw new RowFault('type', `${event.type}: types that begin with kept. are written by Kept alone`);
  if (source !== undefined && event.source !== source)
    throw new RowFault('source', `must be ${source}, as the mapping says, not ${event.source}`);
  return event;
}

function outcomeOf(line: number, events: () => readonly KeptEvent[]): RowOutcome {
  try {
    return { line, events: events() };
  } catch (cause) {
    if (cause instanceof RowFault) return { line, column: cause.column, reason: cause.message };
    if (cause instanceof EventFault) return { line, column: cause.pointer.slice(1) || undefined, reason: cause.message };
    throw cause;
  }
}

/** Ids for rows without one: a hash of the row and its number among the equal rows of the file, the same on every import. */
function rowKeys(): (row: string) => string {
  const seen = new Map<string, number>();
  return (row) => {
    const hash = createHash('sha256').update(row).digest('base64url').slice(0, 22);
    const count = (seen.get(hash) ?? 0) + 1;
    if (count === 1 && seen.size >= KEYLESS_ROWS_MAX) {
      throw new KeptError(
        'ROW_INVALID',
        `More than ${KEYLESS_ROWS_MAX} rows without a key: give the events of the mapping an id made from columns.`,
      );
    }
    seen.set(hash, count);
    return `${hash}-${count}`;
  };
}

/** Numbers for rows that share a subject, in the order of the file. */
function rowNumbers(): (subject: string) => number {
  const seen = new Map<string, number>();
  return (subject) => {
    const number = (seen.get(subject) ?? 0) + 1;
    if (number === 1 && seen.size >= KEYLESS_ROWS_MAX)
      throw new KeptError(
        'ROW_INVALID',
        `More than ${KEYLESS_ROWS_MAX} subjects to number: make the subject of the mapping from more columns.`,
      );
    seen.set(subject, number);
    return number;
  };
}
