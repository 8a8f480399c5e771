import type { ColumnOf } from './condition.ts';
import { UNREADABLE } from './file-text.ts';
import type { MappingNode } from './mapping-node.ts';
import { RowFault } from './row-fault.ts';

/** A text made from a row's cells and, where it has `{#}`, the number of the row among those of one subject; 0 leaves that out. */
export type Template = (cells: readonly string[], number?: number) => string;

/** `{column}`, or `{column:02}` for at least two digits with zeros in front; `{#}` is the row's number, `{{` a brace. */
const PLACEHOLDER = /\{\{|\{([^{}]+?)(?::0(\d))?\}/g;

const ROW_NUMBER = '#';

/** What a spreadsheet makes of a long number: its last digits are lost, and so is the key. */
const ROUNDED_NUMBER = /^[+-]?\d+(?:[.,]\d+)?[eE]\+\d+$/;

/** @throws KeptError MAPPING_INVALID at the node for an unknown column. */
export function compileTemplate(node: MappingNode, columnOf: ColumnOf): Template {
  const text = node.text();
  const parts: ((cells: readonly string[], number: number) => string)[] = [];
  let from = 0;
  const literal = (value: string): void => {
    if (value !== '') parts.push(() => value);
  };
  for (const match of text.matchAll(PLACEHOLDER)) {
    literal(text.slice(from, match.index));
    from = match.index + match[0].length;
    const [, name, width] = match;
    if (name === undefined) literal('{');
    else if (name === ROW_NUMBER) parts.push((_cells, number) => (number === 0 ? '' : String(number)));
    else {
      const column = columnOf(name, node);
      parts.push(placeholder(name, column, Number(width ?? 0)));
    }
  }
  literal(text.slice(from));
  return (cells, number = 0) => {
    let made = '';
    for (const part of parts) made += part(cells, number);
    return made;
  };
}

/** Whether a text has the number of the row in it. */
export function hasRowNumber(node: MappingNode): boolean {
  return node
    .text()
    .matchAll(PLACEHOLDER)
    .some(([, name]) => name === ROW_NUMBER);
}

function placeholder(name: string, column: number, width: number): Template {
  return (cells) => {
    const cell = cells[column] ?? '';
    if (cell === '') throw new RowFault(name, 'is blank, and a key is made from it');
    if (cell.includes('+') && ROUNDED_NUMBER.test(cell))
      throw new RowFault(name, `${cell} was rounded by a spreadsheet and is no longer the key`);
    if (cell.includes(UNREADABLE)) throw new RowFault(name, 'holds bytes that do not fit the encoding of the mapping');
    return cell.padStart(width, '0');
  };
}
