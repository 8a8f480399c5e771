import type { WireError } from '../../shared/error/index.ts';
import { type Bilingual, isTextKey, say } from '../../shared/text/index.ts';

/** Why the server refused and what to do, in both languages; a refusal that the catalogues do not know is told in the server's own words. */
export function refusalWords({ code, message, fix }: WireError): Bilingual {
  const key = `refusal.${code}`;
  if (isTextKey(key)) return { en: say('en', key), zh: say('zh', key) };
  const told = `${message} ${fix}`;
  return { en: told, zh: told };
}
