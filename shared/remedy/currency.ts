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

/** Digits that an amount of a currency has after the point. */
export function minorDigitsOf(currency: string): number {
  return String(minorUnitsOf(currency)).length - 1;
}
