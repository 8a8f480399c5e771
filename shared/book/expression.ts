import { TypeError as CelTypeError, Environment, ParseError } from '@marcbachmann/cel-js';
import { type Fault, faultOf } from '../text/index.ts';
import type { Expression, Scope } from './book.ts';

const SOURCE_LENGTH_MAX = 1_000;
/** Names joined by dots. */
const PATH = /^[a-zA-Z_]\w*(\.[a-zA-Z_]\w*)*$/;
const OWN = /^(data|item)\b/;
const KEYWORDS: ReadonlySet<string> = new Set(['true', 'false', 'null']);
/** Macros that go over a list: one inside another goes over it again and again. */
const MACROS: ReadonlySet<string> = new Set(['all', 'exists', 'exists_one', 'map', 'filter']);
const environment = withMixedNumbers(new Environment({ unlistedVariablesAreDyn: true }));

/** Compiles CEL once. Regular expressions and nested macros are refused, because their time has no good bound. */
export function compileExpression(source: string): Expression | Fault {
  if (source.length > SOURCE_LENGTH_MAX) return faultOf('fault.long-expression', { max: SOURCE_LENGTH_MAX });
  try {
    const run = environment.parse(source);
    const unbounded = unboundedIn(run.ast, false);
    if (unbounded !== null) return unbounded;
    if (PATH.test(source) && !KEYWORDS.has(source)) return { source, isOwn: OWN.test(source), evaluate: pathReader(source.split('.')) };
    return { source, isOwn: false, evaluate: (scope: Scope) => evaluated(run, scope) };
  } catch (error) {
    if (!(error instanceof ParseError || error instanceof CelTypeError)) throw error;
    return faultOf('fault.expression', { words: firstLine(error.message) });
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
function unboundedIn(node: unknown, isInMacro: boolean): Fault | null {
  if (Array.isArray(node)) return firstOf(node, isInMacro);
  if (typeof node !== 'object' || node === null || !('op' in node) || !('args' in node)) return null;
  const called = (node.op === 'call' || node.op === 'rcall') && Array.isArray(node.args) ? String(node.args[0]) : '';
  if (called === 'matches') return faultOf('fault.matches');
  const isMacro = MACROS.has(called);
  if (isMacro && isInMacro) return faultOf('fault.macro', { macro: called });
  return node.op === 'value' ? null : firstOf(Array.isArray(node.args) ? node.args : [node.args], isInMacro || isMacro);
}

function firstOf(nodes: readonly unknown[], isInMacro: boolean): Fault | null {
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
