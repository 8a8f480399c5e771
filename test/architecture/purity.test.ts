import ts from 'typescript';
import { expect, it } from 'vitest';
import { CODE_FILES, isTest, nodesOf, placeOf } from './project.ts';

const AS_ARGUMENT = 'take what it gives as an argument';
const OWN_MATH = 'use exp and log of shared/number: the built-in ones differ in the last bit between runtimes';
const OWN_WORDS = 'it depends on the machine; compare code units, and let whoever shows it format it';

/** Names, and members as `Math.random` or `.localeCompare`, that give other results on another machine or at another time. */
const IMPURE: ReadonlyMap<string, string> = new Map([
  ...all(
    ['setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask', 'globalThis', 'fetch', 'console', 'process', 'performance', 'crypto'],
    AS_ARGUMENT,
  ),
  ...all(['Date.now', 'Math.random', 'Temporal.Now'], AS_ARGUMENT),
  ...all(
    ['exp', 'expm1', 'log', 'log1p', 'log2', 'log10', 'pow', 'cbrt', 'hypot'].map((name) => `Math.${name}`),
    OWN_MATH,
  ),
  ...all(
    ['sin', 'cos', 'tan', 'asin', 'acos', 'atan', 'atan2', 'sinh', 'cosh', 'tanh'].map((name) => `Math.${name}`),
    OWN_MATH,
  ),
  ...all(['Intl', '.localeCompare', '.toLocaleString', '.toLocaleDateString', '.toLocaleTimeString'], OWN_WORDS),
  ...all(['.toLocaleLowerCase', '.toLocaleUpperCase'], OWN_WORDS),
]);

/** What gives the same bytes everywhere and always: the engine, and what the demo simulates, but for the command that prints it. */
const isPure = (file: string): boolean =>
  file.startsWith('shared/') || (file.startsWith('examples/simulated/') && file !== 'examples/simulated/print.ts');

it('shared and what is simulated have no clock, chance, input, output or arithmetic that differs between machines', () => {
  const faults = CODE_FILES.filter((file) => isPure(file) && !isTest(file)).flatMap((file) =>
    nodesOf(file).flatMap((node) => {
      const fault = faultOf(node);
      return fault === null ? [] : [`${placeOf(node)} ${fault}`];
    }),
  );
  expect(faults).toEqual([]);
});

function faultOf(node: ts.Node): string | null {
  if (ts.isNewExpression(node) && node.expression.getText() === 'Date' && (node.arguments ?? []).length === 0)
    return `new Date(): ${AS_ARGUMENT}`;
  if (ts.isBinaryExpression(node) && isPower(node) && !isBigInt(node.left)) return `**: multiply, or ${OWN_MATH}`;
  if (ts.isPropertyAccessExpression(node)) {
    const member = [`${node.expression.getText()}.${node.name.text}`, `.${node.name.text}`].find((name) => IMPURE.has(name));
    return member === undefined ? null : `${member}: ${IMPURE.get(member)}`;
  }
  if (ts.isIdentifier(node) && node.text === 'Math' && !ts.isPropertyAccessExpression(node.parent))
    return 'Math: name the function, as in Math.min';
  return ts.isIdentifier(node) && isReference(node) && IMPURE.has(node.text) ? `${node.text}: ${IMPURE.get(node.text)}` : null;
}

function isPower(node: ts.BinaryExpression): boolean {
  return (
    node.operatorToken.kind === ts.SyntaxKind.AsteriskAsteriskToken || node.operatorToken.kind === ts.SyntaxKind.AsteriskAsteriskEqualsToken
  );
}

/** Powers of integers without a bound are exact. */
function isBigInt(base: ts.Expression): boolean {
  return ts.isBigIntLiteral(base) || base.getText().startsWith('BigInt(');
}

/** Whether a name stands for what it names, and not for a member, a key or something declared here. */
function isReference(node: ts.Identifier): boolean {
  const { parent } = node;
  return ts.isShorthandPropertyAssignment(parent) || !('name' in parent && parent.name === node);
}

function all(names: readonly string[], fix: string): readonly (readonly [string, string])[] {
  return names.map((name) => [name, fix]);
}
