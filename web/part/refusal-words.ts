import { type Bilingual, isTextKey, say } from '../../shared/text/index.ts';
import { SILENT } from '../connection/index.ts';

/** As the wire has it, or a problem document; its code may be one that this page does not know. */
type Refusal = { readonly code: string; readonly message: string; readonly fix: string };

/**
 * Why the server refused, or that it said nothing, and what to do, in both languages; a refusal that the catalogues do not know is told
 * in the server's own words.
 */
export function refusalWords(fault: Refusal | typeof SILENT): Bilingual {
  const key = fault === SILENT ? 'refusal.SILENT' : `refusal.${fault.code}`;
  if (isTextKey(key)) return { en: say('en', key), zh: say('zh', key) };
  const told = fault === SILENT ? '' : `${fault.message} ${fault.fix}`;
  return { en: told, zh: told };
}
