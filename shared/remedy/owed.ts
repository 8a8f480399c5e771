import type { Deadline, Remedy } from '../book/index.ts';
import { multiply, rational, roundHalfUp } from '../number/index.ts';

/** Currencies without a minor unit in use. Source: ISO 4217, exponent 0. */
const WITHOUT_MINOR_UNIT: ReadonlySet<string> = new Set([
  'BIF',
  'CLP',
  'DJF',
  'GNF',
  'ISK',
  'JPY',
  'KMF',
  'KRW',
  'PYG',
  'RWF',
  'UGX',
  'VND',
  'VUV',
  'XAF',
  'XOF',
  'XPF',
]);

/** Currencies of a thousand minor units. Source: ISO 4217, exponent 3. */
const OF_THOUSAND: ReadonlySet<string> = new Set(['BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND']);

/** Minor units in one unit of a currency: 100 cents a dollar, 1 for the yen. */
export function minorUnitsOf(currency: string): number {
  if (OF_THOUSAND.has(currency)) return 1_000;
  return WITHOUT_MINOR_UNIT.has(currency) ? 1 : 100;
}

/** What one breach owes, in minor units; rounded half up, per line (MON-1). */
export function owedMinorFor(promise: Deadline, currency: string): number {
  return promise.remedies.reduce((sum, remedy) => sum + minorOf(remedy, currency), 0);
}

function minorOf(remedy: Remedy, currency: string): number {
  if (remedy.kind === 'do' || remedy.pay.kind === 'of') return 0;
  return Number(roundHalfUp(multiply(remedy.pay.amount, rational(minorUnitsOf(currency)))));
}
