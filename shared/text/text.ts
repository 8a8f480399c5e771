import { en } from './en.ts';
import { zh } from './zh.ts';

export type Language = 'en' | 'zh';
export type Bilingual = { readonly en: string; readonly zh: string };
export type TextKey = keyof typeof en;
/** A sentence by its key, so that whoever shows it picks the language. `{name}` in the catalogue is filled from `args`. */
export type Text = { readonly key: TextKey; readonly args?: { readonly [name: string]: string | number | Bilingual } };

const CATALOGUES: { readonly [L in Language]: { readonly [K in TextKey]: string } } = { en, zh };

/** Whether the catalogues have a sentence of this key. */
export function isTextKey(key: string): key is TextKey {
  return Object.hasOwn(en, key);
}

/** The sentence in one language. A missing argument stays visible as `{name}`. */
export function say(language: Language, key: TextKey, args: Text['args'] = {}): string {
  return filledIn(language, CATALOGUES[language][key], args);
}

/** A sentence of any catalogue with its arguments in their places. */
export function filledIn(language: Language, text: string, args: NonNullable<Text['args']>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = args[name];
    if (value === undefined) return whole;
    return typeof value === 'object' ? value[language] : String(value);
  });
}

export function sayText(language: Language, text: Text): string {
  return say(language, text.key, text.args);
}
