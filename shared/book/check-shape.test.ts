import { expect, it } from 'vitest';
import { faultInBoth } from '../text/index.ts';
import { checkShape } from './check-shape.ts';

it.each<readonly [schema: { readonly [keyword: string]: unknown }, wrong: unknown]>([
  [{ const: 1 }, 2],
  [{ enum: ['a'] }, 'b'],
  [{ enum: ['a'] }, { toString: 1 }],
  [{ enum: ['a'] }, [{ toString: 1 }]],
  [{ enum: ['a'] }, 'b'.repeat(100_000)],
  [{ type: 'string' }, 1],
  [{ type: ['string', 'null'] }, 1],
  [{ not: {} }, 1],
  [{ anyOf: [{ type: 'string' }, { type: 'null' }] }, 1],
  [{ oneOf: [{ type: 'number' }, { minimum: 0 }] }, 1],
  [{ allOf: [{ type: 'string' }] }, 1],
  [{ $ref: '#/$defs/text', $defs: { text: { type: 'string' } } }, 1],
  [{ if: { type: 'string' }, else: { minimum: 5 } }, 1],
  [{ multipleOf: 2 }, 1],
  [{ minimum: 2 }, 1],
  [{ maximum: 2 }, 3],
  [{ exclusiveMinimum: 1 }, 1],
  [{ exclusiveMaximum: 1 }, 1],
  [{ minLength: 2 }, 'a'],
  [{ maxLength: 1 }, 'aa'],
  [{ pattern: '^b$' }, 'a'],
  [{ format: 'date' }, 'a'],
  [{ minItems: 1 }, []],
  [{ maxItems: 0 }, [1]],
  [{ uniqueItems: true }, [1, 1]],
  [{ contains: { const: 2 } }, [1]],
  [{ contains: { const: 1 }, maxContains: 1 }, [1, 1]],
  [{ contains: { const: 1 }, minContains: 2 }, [1]],
  [{ items: { type: 'string' } }, [1]],
  [{ items: false }, [1]],
  [{ prefixItems: [{ type: 'string' }] }, [1]],
  [{ unevaluatedItems: false }, [1]],
  [{ minProperties: 1 }, {}],
  [{ maxProperties: 0 }, { a: 1 }],
  [{ required: ['a'] }, {}],
  [{ properties: { a: { type: 'string' } } }, { a: 1 }],
  [{ properties: { a: false } }, { a: 1 }],
  [{ patternProperties: { '^a$': { type: 'string' } } }, { a: 1 }],
  [{ additionalProperties: false }, { a: 1 }],
  [{ properties: {}, additionalProperties: false }, { a: 1 }],
  [{ properties: { b: {} }, additionalProperties: false }, { a: 1 }],
  [{ additionalProperties: { type: 'string' } }, { a: 1 }],
  [{ unevaluatedProperties: false }, { a: 1 }],
  [{ propertyNames: { pattern: '^b$' } }, { a: 1 }],
  [{ dependentRequired: { a: ['b'] } }, { a: 1 }],
  [{ dependentSchemas: { a: { required: ['b'] } } }, { a: 1 }],
])('whatever %j has against %j is a fault with what to do', (schema, wrong) => {
  const faults = checkShape(wrong, schema);
  expect(faults.length).toBeGreaterThan(0);
  for (const { fault } of faults)
    for (const text of [fault.message, fault.fix])
      expect(faultInBoth(text)).toEqual({ en: expect.stringMatching(/\S/), zh: expect.stringMatching(/\p{Script=Han}/u) });
});
it('a key is named as it is written, quotes and all', () => {
  const faults = checkShape({ 'a"b': 1, '__proto__/~%': 2 }, { properties: { c: {} }, additionalProperties: false });
  expect(faults.map(({ path }) => path)).toEqual([['a"b'], ['__proto__/~%']]);
});
it('one schema after another is checked by its own', () => {
  const [one, other] = [{ type: 'string' }, { type: 'number' }];
  expect([checkShape(1, one), checkShape(1, other), checkShape('', one), checkShape('', other)].map((faults) => faults.length)).toEqual([
    1, 0, 0, 1,
  ]);
});
