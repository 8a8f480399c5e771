import { Environment } from '@marcbachmann/cel-js';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type FaultText, faultOf } from '../text/index.ts';
import type { Expression, Scope } from './book.ts';
import { compileExpression } from './expression.ts';

const interpreter = new Environment({ unlistedVariablesAreDyn: true });
const name = fc.constantFrom('data', 'item', 'customer', 'tier', 'a', 'toString', 'length', '__proto__');

function interpreted(source: string, scope: Scope): unknown {
  try {
    return interpreter.parse(source)(scope as unknown as Record<string, unknown>);
  } catch {
    return undefined;
  }
}

it('a path is read as the interpreter reads it, and what is missing is missing', () => {
  const leaf = fc.oneof(fc.string(), fc.double({ noNaN: true }), fc.boolean(), fc.constant(null), fc.array(fc.string()));
  const inner = fc.dictionary(name, fc.oneof(leaf, fc.dictionary(name, leaf)), { noNullPrototype: true });
  fc.assert(
    fc.property(fc.array(name, { minLength: 1, maxLength: 4 }), inner, inner, (path, data, customer) => {
      const scope: Scope = JSON.parse(JSON.stringify({ data, item: data, customer }));
      const source = path.join('.');
      const compiled = compileExpression(source);
      if (!('evaluate' in compiled)) return;
      expect((compiled as Expression).evaluate(scope)).toEqual(interpreted(source, scope));
    }),
    { numRuns: 2_000 },
  );
});
it.each(['true', 'false', 'null'])('%s is a value and no name', (source) => {
  const compiled = compileExpression(source) as Expression;
  expect(compiled.evaluate({ data: {}, item: {} })).toEqual(JSON.parse(source));
});

it.each<readonly [source: string, message: FaultText]>([
  ['data.name.matches("a+b")', faultOf('fault.matches').message],
  ['data.tags.exists(x, x.matches ("a"))', faultOf('fault.matches').message],
  ['data.tags.all(x, data.tags.exists(y, y == x))', faultOf('fault.macro', { macro: 'exists' }).message],
  ['data.tags.filter(x, data.tags.map(y, y + x).size() > 1).size() > 0', faultOf('fault.macro', { macro: 'map' }).message],
])('%s is refused at the check', (source, message) => {
  expect(compileExpression(source)).toMatchObject({ message });
});
it.each(['data.text == "matches("', 'data.tags.exists(x, x == "a") && data.tags.all(x, x != "b")'])('%s is allowed', (source) => {
  expect(compileExpression(source)).toHaveProperty('evaluate');
});
it.each([
  ['data.n + 1 == 11.0', true],
  ['2 * data.n > 19', true],
  ['data.n / 4 == 2.5', true],
  ['data.n - 1 < 9', false],
  ['data.n in [10, 11]', true],
])('a JSON number and an integer literal go together in %s', (source, value) => {
  expect((compileExpression(source) as Expression).evaluate({ data: { n: 10 }, item: {} })).toBe(value);
});
