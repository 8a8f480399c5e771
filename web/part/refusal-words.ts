import { type Bilingual, isTextKey, say } from '../../shared/text/index.ts';

/** As the wire has it, or a problem document; its code may be one that this page does not know. */
type Refusal = { readonly code: string; readonly message: string; readonly fix: string };

/** Why the server refused and what to do, in both languages; a refusal that the catalogues do not know is told in the server's own words. */
export function refusalWords({ code, message, fix }: Refusal): Bilingual {
  const key = `refusal.${code}`;
  if (isTextKey(key)) return { en: say('en', key), zh: say('zh', key) };
  const told = `${message} ${fix}`;
  return { en: told, zh: told };
}
