export { decimalText, exactText } from './decimal-text.ts';
export { exp, log, logistic } from './exp-log.ts';
export { add, compare, multiply, ONE, type Rational, rational, rationalOfText, roundHalfUp, toNumber, ZERO } from './rational.ts';
export { type Rounding, roundBy } from './rounding.ts';
export { seededRandom } from './seeded-random.ts';
