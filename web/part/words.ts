import { type Bilingual, type Language, say, sayText, type Text, type TextKey } from '../../shared/text/index.ts';
import { countdown, duration, exactDuration } from './duration.ts';
import { LOCALE } from './locale.ts';
import { createMoment, type Moment } from './moment.ts';
import { createMoney, type Money } from './money.ts';

/** Everything a page needs to speak: one language, one place, one currency. Made once and handed down, because formatters are dear. */
export type Words = {
  readonly language: Language;
  readonly say: (key: TextKey, args?: Text['args']) => string;
  readonly text: (text: Text) => string;
  readonly pick: (bilingual: Bilingual) => string;
  /** The names in one phrase: a, b and c. */
  readonly list: (names: readonly string[]) => string;
  /** A whole number with its thousands set apart. */
  readonly count: (count: number) => string;
  readonly moment: Moment;
  readonly money: Money;
  readonly duration: (ms: number) => string;
  readonly exactDuration: (ms: number) => string;
  readonly countdown: (leftMs: number) => string;
};

export type WordsOptions = { readonly language: Language; readonly timezone: string; readonly currency: string };

export function createWords({ language, timezone, currency }: WordsOptions): Words {
  const names = new Intl.ListFormat(LOCALE[language], { type: 'conjunction' });
  const counts = new Intl.NumberFormat(LOCALE[language]);
  return {
    language,
    say: (key, args) => say(language, key, args),
    text: (text) => sayText(language, text),
    pick: (bilingual) => bilingual[language],
    list: (items) => names.format(items),
    count: (count) => counts.format(count),
    moment: createMoment(language, timezone),
    money: createMoney(language, currency),
    duration: (ms) => duration(language, ms),
    exactDuration: (ms) => exactDuration(language, ms),
    countdown: (leftMs) => countdown(language, leftMs),
  };
}
