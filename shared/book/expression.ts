import { TypeError as CelTypeError, Environment, ParseError } from '@marcbachmann/cel-js';
import type { Expression, Scope } from './book.ts';

const SOURCE_LENGTH_MAX = 1_000;
/** Names joined by dots. */
const PATH = /^[a-zA-Z_]\w*(\.[a-zA-Z_]\w*)*$/;
const KEYWORDS: ReadonlySet<string> = new Set(['true', 'false', 'null']);
const environment = new Environment({ unlistedVariablesAreDyn: true });

/** Why a text is no expression. */
export type ExpressionFault = { readonly message: string; readonly fix: string };

/** Compiles CEL once. A regular expression is refused, because its time has no bound. */
export function compileExpression(source: string): Expression | ExpressionFault {
  if (source.length > SOURCE_LENGTH_MAX)
    return { message: `the expression has over ${SOURCE_LENGTH_MAX} characters`, fix: 'Shorten it, or let the source send the value.' };
  if (/\bmatches\s*\(/.test(source))
    return {
      message: 'regular expressions are not allowed in conditions',
      fix: 'Compare with == or startsWith(), or let the source send a field for it.',
    };
  try {
    const run = environment.parse(source);
    if (PATH.test(source) && !KEYWORDS.has(source)) return { source, evaluate: pathReader(source.split('.')) };
    return { source, evaluate: (scope: Scope) => evaluated(run, scope) };
  } catch (error) {
    if (!(error instanceof ParseError || error instanceof CelTypeError)) throw error;
    return {
      message: `not a CEL expression: ${firstLine(error.message)}`,
      fix: 'Write a value such as data.customer, or a condition such as data.cause == "customer".',
    };
  }
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
