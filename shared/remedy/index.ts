export { minorDigitsOf, minorUnitsOf } from './currency.ts';
export { type Figures, formulaOf, percentText } from './formula.ts';
export { NOBODY, type Payee, payeeOf, roleOf } from './payee.ts';
export { type Grounds, type Worked, workedPayment } from './payment.ts';
export { pointsMissed } from './points.ts';
export { settledMinorOf } from './settled-amount.ts';
