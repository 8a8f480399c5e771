import type { Json } from '../../../shared/event/index.ts';
import { compileExpression } from './condition.ts';
import { decimalReader, type NumberMarks } from './decimal-text.ts';
import { UNREADABLE } from './file-text.ts';
import type { InstantText } from './instant-text.ts';
import type { MappingNode } from './mapping-node.ts';
import { RowFault } from './row-fault.ts';
import { compileTime, type Instants, type TimeParts } from './row-times.ts';
import { compileTemplate, hasRowNumber } from './template.ts';

/** A value of a row for `data`; `undefined` where the row has none, and the key is left out. */
export type ValueOf = (cells: readonly string[], instants: Instants) => Json | undefined;

export type ValueParts = TimeParts & { readonly marks: NumberMarks; readonly instantText: InstantText };

const CASTS = ['text', 'decimal', 'integer', 'instant'] as const;

/**
 * A value: a column's text as it is, or one of `{ column, as, format? }` (a decimal stays text, digit for digit),
 * `{ time: <named time> }`, `{ text: "made from {columns}" }` and `{ cel: "…" }`.
 * @throws KeptError MAPPING_INVALID at the node.
 */
export function compileValue(node: MappingNode, parts: ValueParts): ValueOf {
  if (node.isText) return cellText(node, parts);
  const fields = node.fields(['column', 'as', 'format', 'time', 'text', 'cel']);
  const { column, time, text, cel } = fields;
  if ([column, time, text, cel].filter((field) => field !== undefined).length !== 1)
    node.fail('one of `column`, `time`, `text` and `cel` must stand here');
  if (column === undefined) fields.as?.fail('`as` belongs to `column`');
  if (column !== undefined) return compileCast(column, fields, parts);
  if (time !== undefined) return instantValue(time, fields.format, parts);
  if (text !== undefined) return textValue(text, parts);
  return cel === undefined ? node.fail('a value must stand here') : expressionValue(cel, parts);
}

function compileCast(
  column: MappingNode,
  { as, format }: { readonly as?: MappingNode; readonly format?: MappingNode },
  parts: ValueParts,
): ValueOf {
  const cast = as?.oneOf(CASTS) ?? 'text';
  if (cast !== 'instant') format?.fail('`format` belongs to `as: instant`');
  if (cast === 'text') return cellText(column, parts);
  if (cast === 'instant') return instantValue(column, format, parts);
  const name = column.text();
  const index = parts.columnOf(name, column);
  const read = decimalReader(parts.marks);
  return (cells) => {
    const cell = cells[index] ?? '';
    if (cell === '') return undefined;
    const decimal = read(cell);
    if (decimal === null) throw new RowFault(name, `${JSON.stringify(cell)} is not a number as the mapping writes them`);
    if (cast === 'decimal') return decimal;
    const integer = Number(decimal);
    if (!Number.isSafeInteger(integer)) throw new RowFault(name, `${JSON.stringify(cell)} is not a whole number that can be kept exactly`);
    return integer;
  };
}

function cellText(node: MappingNode, { columnOf }: ValueParts): ValueOf {
  const name = node.text();
  const index = columnOf(name, node);
  return (cells) => {
    const cell = cells[index] ?? '';
    if (cell.includes(UNREADABLE)) throw new RowFault(name, 'holds bytes that do not fit the encoding of the mapping');
    return cell === '' ? undefined : cell;
  };
}

function textValue(node: MappingNode, { columnOf }: ValueParts): ValueOf {
  if (hasRowNumber(node)) node.fail('`{#}` belongs to `subject`, `id` and `sequence`');
  const template = compileTemplate(node, columnOf);
  return (cells) => template(cells);
}

function instantValue(node: MappingNode, format: MappingNode | undefined, parts: ValueParts): ValueOf {
  const time = compileTime(node, format, parts);
  return (cells, instants) => {
    const atMs = time(cells, instants);
    return atMs === null ? undefined : parts.instantText.of(atMs);
  };
}

function expressionValue(node: MappingNode, { columnOf }: ValueParts): ValueOf {
  const expression = compileExpression(node, ['string', 'bool', 'int', 'double', 'null', 'dyn'], columnOf);
  return (cells) => {
    const value = expression(cells);
    if (value === null || value === '') return undefined;
    if (typeof value === 'string' || typeof value === 'boolean') return value;
    const number = Number(value);
    if (!Number.isFinite(number) || (typeof value === 'bigint' && !Number.isSafeInteger(number))) {
      throw new RowFault(undefined, `${node.text()} gives ${String(value)}, which cannot be kept as a number`);
    }
    return number;
  };
}
