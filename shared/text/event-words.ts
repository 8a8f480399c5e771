import { type Bilingual, isTextKey, say, type TextKey } from './text.ts';

/** The sentence for a type of event and its cause, else for the type alone; `null` where the catalogues have none. */
export function eventKey(type: string, cause: unknown): TextKey | null {
  const caused = typeof cause === 'string' ? `event.${type}-${cause}` : '';
  return [caused, `event.${type}`].find(isTextKey) ?? null;
}

/** The same in words; where there are none, the type itself. */
export function eventWords(type: string, cause: unknown): Bilingual {
  const key = eventKey(type, cause);
  return key === null ? { en: type, zh: type } : { en: say('en', key), zh: say('zh', key) };
}
