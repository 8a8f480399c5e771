import type { Obligation } from '../clock/index.ts';
import { add, multiply, type Rational, rational, ZERO } from '../number/index.ts';
import { Values, type ValuesData } from './values.ts';

/** What stands in some stretch of time of one line, as counts that can be put in, taken out and added up. */
export type Counts = {
  kept: number;
  /** Obligations and attempts that failed; of a count, its events. */
  broken: number;
  open: number;
  noData: number;
  excluded: number;
  owedMinor: number;
  /** Of a count with `per`: what its events are counted by, exactly; `null` while that adds up to 0. */
  base: Rational | null;
  /** What a statistic is taken of; `null` while there are none, and for every promise that needs none. */
  values: Values | null;
};

export function noCounts(): Counts {
  return { kept: 0, broken: 0, open: 0, noData: 0, excluded: 0, owedMinor: 0, base: null, values: null };
}

/** Counts as plain data. */
export type CountsData = Omit<Counts, 'values'> & { readonly values: ValuesData | null };

/** The counts alone, of whatever else holds them. */
export function dataOfCounts({ kept, broken, open, noData, excluded, owedMinor, base, values }: Counts): CountsData {
  return { kept, broken, open, noData, excluded, owedMinor, base, values: values === null ? null : values.data() };
}

export function countsFrom(data: CountsData): Counts {
  return { ...data, values: data.values === null ? null : Values.from(data.values) };
}

const STANDS_IN = {
  kept: 'kept',
  broken: 'broken',
  open: 'open',
  stopped: 'open',
  'no-data': 'noData',
  excluded: 'excluded',
} as const satisfies { readonly [state in Obligation['state']]: keyof Counts };

/** One obligation as counts. */
export function countsOf(obligation: Obligation): Counts {
  return { ...noCounts(), owedMinor: obligation.owedMinor, [STANDS_IN[obligation.state]]: 1 };
}

/** Adds counts to others (`sign` 1), or takes them out again (−1). */
export function addCounts(to: Counts, counts: Counts, sign: 1 | -1): void {
  to.kept += sign * counts.kept;
  to.broken += sign * counts.broken;
  to.open += sign * counts.open;
  to.noData += sign * counts.noData;
  to.excluded += sign * counts.excluded;
  to.owedMinor += sign * counts.owedMinor;
  if (counts.base !== null) to.base = addedBase(to.base, counts.base, sign);
  if (counts.values !== null) addValues(to, counts.values, sign);
}

function addValues(to: Counts, values: Values, sign: 1 | -1): void {
  to.values ??= new Values();
  to.values.add(values, sign);
  if (to.values.entries.size === 0) to.values = null;
}

/** Puts one value into counts, or takes it out. @param bin of the window's curve. */
export function putValue(to: Counts, value: Rational, bin: number, sign: 1 | -1): void {
  to.values ??= new Values();
  to.values.put(value, bin, sign);
  if (to.values.entries.size === 0) to.values = null;
}

/** A sum of what events are counted by; one that is 0 is `null`, whatever made it so. */
export function addedBase(sum: Rational | null, value: Rational, sign: 1 | -1): Rational | null {
  const total = add(sum ?? ZERO, multiply(value, rational(sign)));
  return total.n === 0n ? null : total;
}

export function holdsAny({ kept, broken, open, noData, excluded, base }: Counts): boolean {
  return kept + broken + open + noData + excluded > 0 || base !== null;
}
