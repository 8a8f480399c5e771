export { exp, log, logistic } from './exp-log.ts';
export { add, compare, multiply, ONE, type Rational, rational, rationalOfText, roundHalfUp, toNumber, ZERO } from './rational.ts';
