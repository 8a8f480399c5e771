import type { Zone } from '../../../shared/calendar/index.ts';
import { DAY_MS, dayNumberOf } from '../../../shared/event/index.ts';
import { type ColumnOf, compileExpression, type Expression } from './condition.ts';
import type { MappingNode } from './mapping-node.ts';
import { RowFault } from './row-fault.ts';
import { compileTimeFormat, isoReader } from './time-format.ts';

const MINUTE_MS = 60_000;
const DIGITS = /^\d{1,4}$/;

/** Instants of the times that the mapping names, in epoch ms, in its order; `null` where the row has none. */
export type Instants = readonly (number | null)[];
/** An instant in epoch ms, `null` where the row has none: then nothing is made from it. */
export type TimeOf = (cells: readonly string[], instants: Instants) => number | null;

export type TimeParts = {
  readonly zone: Zone;
  readonly columnOf: ColumnOf;
  /** Times that are already named, by their place in `Instants`. */
  readonly named: ReadonlyMap<string, number>;
};

/**
 * A time of a row. As a text it is a named time or a column; otherwise one of
 * `{ column: C or [C, D], format? }` (several columns are joined by a blank),
 * `{ date: [year, month, day], minutes? }` (a wall clock reading that many minutes after midnight, TIM-3) and
 * `{ from: <named time>, minutes }` (that much real time later), each with an optional `when`.
 * @throws KeptError MAPPING_INVALID at the node.
 */
export function compileTime(node: MappingNode, format: MappingNode | undefined, parts: TimeParts): TimeOf {
  if (node.isText) {
    const index = parts.named.get(node.text());
    if (index === undefined) return columnTime([node], format, parts);
    format?.fail(`${node.text()} is a named time and needs no format`);
    return (_cells, instants) => instants[index] ?? null;
  }
  const fields = node.fields(['column', 'format', 'date', 'minutes', 'from', 'when']);
  const { column, date, from, minutes } = fields;
  if ([column, date, from].filter((field) => field !== undefined).length !== 1)
    node.fail('one of `column`, `date` and `from` must stand here');
  if (column === undefined) fields.format?.fail('`format` belongs to `column`');
  else minutes?.fail('`minutes` belongs to `date` or `from`');
  if (column !== undefined)
    return guarded(fields.when, columnTime(column.isList ? column.items() : [column], fields.format ?? format, parts), parts);
  if (date !== undefined) return guarded(fields.when, dateTime(date, minutes, parts), parts);
  return guarded(fields.when, laterTime(node, { from, minutes }, parts), parts);
}

function guarded(when: MappingNode | undefined, time: TimeOf, { columnOf }: TimeParts): TimeOf {
  if (when === undefined) return time;
  const holds = compileExpression(when, ['bool'], columnOf);
  return (cells, instants) => (holds(cells) === true ? time(cells, instants) : null);
}

function columnTime(nodes: readonly MappingNode[], format: MappingNode | undefined, { zone, columnOf }: TimeParts): TimeOf {
  const columns = nodes.map((node) => columnOf(node.text(), node));
  const read = format === undefined ? isoReader(zone) : compileTimeFormat(format, zone);
  const wanted = format === undefined ? 'a date and time as 2026-06-18 15:42:08' : `a time as ${format.text()}`;
  const name = nodes[0]?.text();
  return (cells) => {
    const found = columns.map((column) => cells[column] ?? '');
    if (found.includes('')) return null;
    const text = found.join(' ');
    return read(text) ?? fault(name, `${JSON.stringify(text)} is not ${wanted}, or that day does not exist`);
  };
}

function dateTime(date: MappingNode, minutes: MappingNode | undefined, { zone, columnOf }: TimeParts): TimeOf {
  const nodes = date.items();
  if (nodes.length !== 3) date.fail('`date` names three columns: year, month and day');
  const [year = 0, month = 0, day = 0] = nodes.map((node) => columnOf(node.text(), node));
  const name = nodes[0]?.text();
  const after = minutes === undefined ? undefined : compileExpression(minutes, ['int', 'double'], columnOf);
  return (cells) => {
    const [y, m, d] = [cells[year] ?? '', cells[month] ?? '', cells[day] ?? ''];
    if (y === '' || m === '' || d === '') return null;
    const isDate = DIGITS.test(y) && DIGITS.test(m) && DIGITS.test(d);
    const dayNumber = (isDate ? dayNumberOf(Number(y), Number(m), Number(d)) : null) ?? fault(name, `there is no day ${y}-${m}-${d}`);
    if (after === undefined) return zone.startOfLocalDay(dayNumber);
    return zone.instantOfLocalMs(dayNumber * DAY_MS + millisecondsOf(after, cells));
  };
}

function laterTime(
  node: MappingNode,
  fields: { readonly from: MappingNode | undefined; readonly minutes: MappingNode | undefined },
  parts: TimeParts,
): TimeOf {
  const from = fields.from ?? node.fail('`from` is missing');
  const index = parts.named.get(from.text()) ?? from.fail(`there is no time ${JSON.stringify(from.text())} before this one`);
  const after = compileExpression(fields.minutes ?? node.fail('`minutes` is missing'), ['int', 'double'], parts.columnOf);
  return (cells, instants) => {
    const start = instants[index] ?? null;
    return start === null ? null : start + millisecondsOf(after, cells);
  };
}

/** Whole milliseconds: seconds as a part of a minute are seldom exact. @throws RowFault unless it is a number. */
function millisecondsOf(expression: Expression, cells: readonly string[]): number {
  const minutes = Number(expression(cells));
  const ms = Math.round(minutes * MINUTE_MS);
  return Number.isSafeInteger(ms) ? ms : fault(undefined, `${minutes} is no number of minutes`);
}

function fault(column: string | undefined, reason: string): never {
  throw new RowFault(column, reason);
}
