import { TypeError as CelTypeError, Environment, ParseError } from '@marcbachmann/cel-js';
import type { Expression, Scope } from './book.ts';

const SOURCE_LENGTH_MAX = 1_000;
/** Names joined by dots. */
const PATH = /^[a-zA-Z_]\w*(\.[a-zA-Z_]\w*)*$/;
const OWN = /^(data|item)\b/;
const KEYWORDS: ReadonlySet<string> = new Set(['true', 'false', 'null']);
/** Macros that go over a list: one inside another goes over it again and again. */
const MACROS: ReadonlySet<string> = new Set(['all', 'exists', 'exists_one', 'map', 'filter']);
const environment = withMixedNumbers(new Environment({ unlistedVariablesAreDyn: true }));

/** Why a text is no expression. */
export type ExpressionFault = { readonly message: string; readonly fix: string };

/** Compiles CEL once. Regular expressions and nested macros are refused, because their time has no good bound. */
export function compileExpression(source: string): Expression | ExpressionFault {
  if (source.length > SOURCE_LENGTH_MAX)
    return { message: `the expression has over ${SOURCE_LENGTH_MAX} characters`, fix: 'Shorten it, or let the source send the value.' };
  try {
    const run = environment.parse(source);
    const unbounded = unboundedIn(run.ast, false);
    if (unbounded !== null) return unbounded;
    if (PATH.test(source) && !KEYWORDS.has(source)) return { source, isOwn: OWN.test(source), evaluate: pathReader(source.split('.')) };
    return { source, isOwn: false, evaluate: (scope: Scope) => evaluated(run, scope) };
  } catch (error) {
    if (!(error instanceof ParseError || error instanceof CelTypeError)) throw error;
    return {
      message: `not a CEL expression: ${firstLine(error.message)}`,
      fix: 'Write a value such as data.customer, or a condition such as data.cause == "customer".',
    };
  }
}

/** JSON numbers are doubles, and `data.n * 2` means what it says: the integer of the text is taken as a double. */
function withMixedNumbers(cel: Environment): Environment {
  const operators: readonly (readonly [sign: string, (a: number, b: number) => number])[] = [
    ['+', (a, b) => a + b],
    ['-', (a, b) => a - b],
    ['*', (a, b) => a * b],
    ['/', (a, b) => a / b],
  ];
  for (const [sign, work] of operators) {
    cel.registerOperator(`double ${sign} int`, (a: number, b: bigint) => work(a, Number(b)));
    cel.registerOperator(`int ${sign} double`, (a: bigint, b: number) => work(Number(a), b));
  }
  return cel;
}

/** What of an expression may take without end: a regular expression, or a macro inside another. */
function unboundedIn(node: unknown, isInMacro: boolean): ExpressionFault | null {
  if (Array.isArray(node)) return firstOf(node, isInMacro);
  if (typeof node !== 'object' || node === null || !('op' in node) || !('args' in node)) return null;
  const called = (node.op === 'call' || node.op === 'rcall') && Array.isArray(node.args) ? String(node.args[0]) : '';
  if (called === 'matches')
    return {
      message: 'regular expressions are not allowed in conditions',
      fix: 'Compare with == or startsWith(), or let the source send a field for it.',
    };
  const isMacro = MACROS.has(called);
  if (isMacro && isInMacro)
    return { message: `\`${called}\` stands inside another macro`, fix: 'Take one of them out, or let the source send a field for it.' };
  return node.op === 'value' ? null : firstOf(Array.isArray(node.args) ? node.args : [node.args], isInMacro || isMacro);
}

function firstOf(nodes: readonly unknown[], isInMacro: boolean): ExpressionFault | null {
  for (const node of nodes) {
    const found = unboundedIn(node, isInMacro);
    if (found !== null) return found;
  }
  return null;
}

/**
 * Reads `data.customer` and the like without the interpreter, which raises an error for each key that is missing: most events of
 * one domain miss the keys of another.
 */
function pathReader(steps: readonly string[]): (scope: Scope) => unknown {
  return (scope) => {
    let value: unknown = scope;
    for (const step of steps) {
      if (typeof value !== 'object' || value === null || Array.isArray(value) || !Object.hasOwn(value, step)) return undefined;
      value = (value as { readonly [key: string]: unknown })[step];
    }
    return value;
  };
}

/** Total: whatever an event sends, a condition that cannot be worked out is not true, and a value is missing. */
function evaluated(run: (scope: Record<string, unknown>) => unknown, scope: Scope): unknown {
  try {
    return run(scope);
  } catch {
    return undefined;
  }
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0] ?? text;
}
