import type { Language } from '../../shared/text/index.ts';
import { LOCALE } from './locale.ts';

export type Money = {
  /** As short as the wall needs it: $23.7k, ¥2.37万. Under a thousand, or in Chinese under ten thousand, in full. */
  readonly short: (minor: number) => string;
  /** In whole units: $1,240. */
  readonly full: (minor: number) => string;
};

/** From this many units on an amount is shortened, and to how many decimals. English counts in thousands, Chinese in ten thousands. */
const SHORTEN = { en: { from: 1_000, decimals: 1 }, zh: { from: 10_000, decimals: 2 } } as const;

/** Amounts of one currency, from integer minor units. @param currency ISO 4217 code. */
export function createMoney(language: Language, currency: string): Money {
  const base = { style: 'currency', currency, currencyDisplay: 'narrowSymbol' } as const;
  const { from, decimals } = SHORTEN[language];
  const full = new Intl.NumberFormat(LOCALE[language], { ...base, minimumFractionDigits: 0, maximumFractionDigits: 0 });
  const short = new Intl.NumberFormat(LOCALE[language], {
    ...base,
    notation: 'compact',
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  });
  const minorPerUnit = 10 ** (new Intl.NumberFormat('en', base).resolvedOptions().maximumFractionDigits ?? 2);
  // Rounded first, so that 999.60 becomes a thousand before it is decided how to write it.
  const units = (minor: number): number => Math.round(minor / minorPerUnit);
  return { full: (minor) => full.format(units(minor)), short: (minor) => (units(minor) < from ? full : short).format(units(minor)) };
}
