import fc from 'fast-check';
import { expect, it } from 'vitest';
import { add, compare, exp, log, logistic, multiply, rational, rationalOfText, roundHalfUp, toNumber } from './index.ts';

it('exp agrees with the built-in one to 15 digits over its whole range', () =>
  fc.assert(
    fc.property(fc.double({ min: -700, max: 700, noNaN: true }), (x) => {
      expect(Math.abs(exp(x) / Math.exp(x) - 1)).toBeLessThan(1e-15 * (1 + Math.abs(x)));
    }),
  ));
it('log agrees with the built-in one to 15 digits', () =>
  fc.assert(
    fc.property(fc.double({ min: 1e-300, max: 1e300, noNaN: true }), (x) => {
      expect(Math.abs(log(x) - Math.log(x))).toBeLessThan(1e-15 * (1 + Math.abs(Math.log(x))));
    }),
  ));
it('exp and log give the same bytes as on the day they were written', () => {
  const bits = (x: number) => new BigUint64Array(new Float64Array([x]).buffer)[0]?.toString(16);
  expect([exp(1), exp(-3.3), exp(100), log(2), log(0.1), log(12345.678)].map(bits)).toMatchInlineSnapshot(`
    [
      "4005bf0a8b14576a",
      "3fa2e259bb85be84",
      "48f3494a9b171bf5",
      "3fe62e42fefa39ef",
      "c0026bb1bbb55515",
      "4022d79559791e31",
    ]
  `);
});
it('exp and log are total at the edges', () => {
  expect([exp(-1e9), exp(1e9), log(0), log(-1), exp(0), log(1)]).toEqual([
    0,
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
    Number.NaN,
    1,
    0,
  ]);
});
it('logistic is symmetric and never leaves 0 to 1', () =>
  fc.assert(
    fc.property(fc.double({ min: -1e6, max: 1e6, noNaN: true }), (x) => {
      const p = logistic(x);
      expect(p >= 0 && p <= 1 && Math.abs(p + logistic(-x) - 1) < 1e-12).toBe(true);
    }),
  ));
it('[MON-1] a decimal text is taken exactly', () => {
  expect(rationalOfText('0.1')).toEqual({ n: 1n, d: 10n });
  expect(add(rationalOfText('0.1') ?? rational(0), rationalOfText('0.2') ?? rational(0))).toEqual(rational(3, 10));
  expect(rationalOfText('1e-7')).toEqual(rational(1, 10_000_000));
  expect([rationalOfText('12,5'), rationalOfText(''), rationalOfText('1.'), rationalOfText('0x1')]).toEqual([null, null, null, null]);
});
it('[MON-1] half a cent is rounded away from zero', () => {
  expect([rational(5, 10), rational(-5, 10), rational(49, 100), rational(15, 10)].map(roundHalfUp)).toEqual([1n, -1n, 0n, 2n]);
});
it('[WIN-6] fractions are compared without rounding', () => {
  expect(compare(rational(9499999, 10_000_000), rational(95, 100))).toBe(-1);
  expect(compare(rational(19, 20), rational(95, 100))).toBe(0);
  expect(toNumber(multiply(rational(1, 3), rational(3, 1)))).toBe(1);
});
