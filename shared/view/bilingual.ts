import { type Bilingual, sayText, type Text, type TextKey } from '../text/index.ts';

/** A sentence in both languages, for data that must be read without the catalogues. */
export function both(key: TextKey, args?: Text['args']): Bilingual {
  return bothOf(args === undefined ? { key } : { key, args });
}

export function bothOf(text: Text): Bilingual {
  return { en: sayText('en', text), zh: sayText('zh', text) };
}
