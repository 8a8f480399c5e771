import { decimalText } from '../../../shared/number/index.ts';
import { minorDigitsOf } from '../../../shared/remedy/index.ts';
import { type Bilingual, type Language, type PublicKey, sayPublic, type Text } from '../../../shared/text/index.ts';

/** How a page speaks: one language, the zone and the money of the book. */
export type PublicWords = {
  readonly language: Language;
  readonly say: (key: PublicKey, args?: Text['args']) => string;
  readonly pick: (text: Bilingual) => string;
  readonly list: (parts: readonly string[]) => string;
  /** Minor units. */
  readonly money: (minor: number) => string;
  /** A day and its time: `18 June at 15:00`. */
  readonly moment: (atMs: number) => string;
  readonly date: (atMs: number) => string;
  /** Of `2026-05`: `May 2026`, and its first letter or its number. */
  readonly month: (name: string) => string;
  readonly monthLetter: (name: string) => string;
  /** With one digit after the point below ten. */
  readonly days: (ms: number) => string;
};

/** English is British, because its dates have no commas. */
export const LOCALE: { readonly [L in Language]: string } = { en: 'en-GB', zh: 'zh-CN' };
const DAY_MS = 86_400_000;

const known = new Map<string, PublicWords>();
/** A book has one zone and one currency; it may be changed a few times while the server runs. */
const KNOWN_MAX = 16;

/** Made once: `Intl` takes long to set up. */
export function publicWords(language: Language, zone: string, currency: string): PublicWords {
  const key = `${language} ${zone} ${currency}`;
  const words = known.get(key) ?? newWords(language, zone, currency);
  if (known.size >= KNOWN_MAX) known.clear();
  known.set(key, words);
  return words;
}

function newWords(language: Language, timeZone: string, currency: string): PublicWords {
  const locale = LOCALE[language];
  const clock = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
  const moment = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', ...clock, timeZone });
  const date = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', year: 'numeric', timeZone });
  const month = new Intl.DateTimeFormat(locale, { month: 'short', year: 'numeric', timeZone: 'UTC' });
  const letter = new Intl.DateTimeFormat(locale, { month: 'narrow', timeZone: 'UTC' });
  const days = new Intl.NumberFormat(locale, { maximumSignificantDigits: 2 });
  const isOfUnits = (minor: number) => minor % 10 ** minorDigitsOf(currency) === 0;
  const base = { style: 'currency', currency, currencyDisplay: 'narrowSymbol' } as const;
  const [whole, exact] = [new Intl.NumberFormat(locale, { ...base, maximumFractionDigits: 0 }), new Intl.NumberFormat(locale, base)];
  return {
    language,
    say: (key, args) => sayPublic(language, key, args),
    pick: (text) => text[language],
    list: (parts) => parts.join(language === 'zh' ? '、' : ', '),
    money: (minor) => (isOfUnits(minor) ? whole : exact).format(Number(decimalText(BigInt(minor), minorDigitsOf(currency)))),
    moment: (atMs) => moment.format(atMs),
    date: (atMs) => date.format(atMs),
    month: (name) => month.format(instantIn(name)),
    monthLetter: (name) => letter.format(instantIn(name)).replace('月', ''),
    days: (ms) => days.format(ms / DAY_MS),
  };
}

/** The middle of a month, which is the same month everywhere. */
function instantIn(month: string): number {
  return Date.parse(`${month}-15T12:00:00Z`);
}
