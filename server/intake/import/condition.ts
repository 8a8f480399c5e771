import { type ASTNode, Environment, type ParseResult } from '@marcbachmann/cel-js';
import type { MappingNode } from './mapping-node.ts';
import { RowFault } from './row-fault.ts';

/** Finds the column of a name, and fails at `node` when there is none. */
export type ColumnOf = (name: string, node: MappingNode) => number;

/** A CEL expression over a row: every cell is text, `row.<column>` or `row["<column>"]`. */
export type Expression = (cells: readonly string[]) => unknown;

/** A row has no lists to run over, and a regular expression can be made to run for ever. */
const REFUSED_CALLS = ['matches', 'all', 'exists', 'exists_one', 'map', 'filter'];

const MINUTES_A_DAY = 1440;

/** Compiled once for a file. @throws KeptError MAPPING_INVALID at the node, for syntax, types and unknown columns. */
export function compileExpression(node: MappingNode, result: readonly string[], columnOf: ColumnOf): Expression {
  const text = node.text();
  const parsed = parsedAt(node, text);
  const columns = columnsIn(parsed.ast, node).map((name) => [name, columnOf(name, node)] as const);
  const { type = 'dyn' } = parsed.check();
  if (!result.includes(type)) node.fail(`the expression gives ${type}; ${result.join(' or ')} is needed`);
  return (cells) => {
    const row: Record<string, string> = {};
    for (const [name, column] of columns) row[name] = cells[column] ?? '';
    try {
      return parsed({ row });
    } catch (cause) {
      throw new RowFault(columns[0]?.[0], `${text} cannot be worked out: ${firstLineOf(cause)}`);
    }
  };
}

function parsedAt(node: MappingNode, text: string): ParseResult {
  const environment = new Environment()
    .registerVariable('row', 'map<string, string>')
    // "517" and "0517" are 05:17 as minutes after midnight: 317. "2400" is the end of the day.
    .registerFunction('hhmm(string): int', (reading: string) => BigInt(minutesOf(reading)));
  try {
    const parsed = environment.parse(text);
    const { valid, error } = parsed.check();
    return valid ? parsed : node.fail(firstLineOf(error));
  } catch (cause) {
    return node.fail(firstLineOf(cause));
  }
}

function minutesOf(reading: string): number {
  const match = /^(\d{1,2}?)(\d\d)$/.exec(reading.padStart(3, '0'));
  const minutes = Number(match?.[1] ?? 99) * 60 + Number(match?.[2] ?? 99);
  if (match === null || Number(match[2]) > 59 || minutes > MINUTES_A_DAY)
    throw new RangeError(`${JSON.stringify(reading)} is not a clock reading as hhmm`);
  return minutes;
}

/** The columns that an expression reads, in the order of reading. */
function columnsIn(ast: ASTNode, node: MappingNode): readonly string[] {
  const names = new Set<string>();
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) for (const inner of value) visit(inner);
    if (!isAst(value)) return;
    const name = columnRead(value);
    if (name !== undefined) names.add(name);
    else if (value.op === 'id' && value.args === 'row') node.fail('name the column: row.<column> or row["<column>"]');
    else if (value.op === 'rcall' && REFUSED_CALLS.includes(String(value.args[0]))) node.fail(`${value.args[0]} cannot be used here`);
    else visit(value.args);
  };
  visit(ast);
  return [...names];
}

function columnRead(ast: ASTNode): string | undefined {
  if (ast.op !== '.' && ast.op !== '[]') return undefined;
  const [target, key] = ast.args;
  if (target.op !== 'id' || target.args !== 'row') return undefined;
  if (typeof key === 'string') return key;
  return key.op === 'value' && typeof key.args === 'string' ? key.args : undefined;
}

function isAst(value: unknown): value is ASTNode {
  return typeof value === 'object' && value !== null && 'op' in value && 'args' in value;
}

function firstLineOf(cause: unknown): string {
  return (cause instanceof Error ? cause.message : String(cause)).split('\n')[0] ?? '';
}
