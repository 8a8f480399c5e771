import type { Language } from '../../shared/text/index.ts';
import { HTML_LANG } from '../part/index.ts';

/** What `/api/access/…` lists. Instants are epoch ms. */
export type PersonRow = {
  readonly name: string;
  readonly role: string;
  readonly boards: 'all' | readonly string[];
  readonly sites: 'all' | readonly string[];
  readonly isByProvider: boolean;
  readonly hasPassword: boolean;
  readonly linkUntilAtMs: number | null;
};
export type WallRow = { readonly id: string; readonly label: string; readonly board: string; readonly seenAtMs: number | null };
export type KeyRow = {
  readonly id: string;
  readonly label: string;
  readonly prefixes: readonly string[];
  readonly seenAtMs: number | null;
  readonly oldUntilAtMs: number | null;
};

/** A secret that is shown this once, and for whom. */
export type Once = { readonly kind: 'person' | 'wall' | 'key'; readonly name: string; readonly secret: string };

/** An instant in the zone of whoever looks. */
export function instantText(language: Language, atMs: number): string {
  return new Intl.DateTimeFormat(HTML_LANG[language], { dateStyle: 'medium', timeStyle: 'short' }).format(atMs);
}
