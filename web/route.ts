import type { Language } from '../shared/text/index.ts';

export type Screen =
  | { readonly name: 'wall'; readonly board: string }
  /** `null` lists the sites. */
  | { readonly name: 'crew'; readonly site: string | null }
  | { readonly name: 'desk' | 'review' | 'book' | 'sign-in' | 'setup' | 'nowhere' };

/** The screen that a path asks for. */
export function screenOf(path: string): Screen {
  if (/^\/desk\/?$/.test(path)) return { name: 'desk' };
  if (/^\/review\/?$/.test(path)) return { name: 'review' };
  if (/^\/sign-in\/?$/.test(path)) return { name: 'sign-in' };
  if (/^\/setup\/?$/.test(path)) return { name: 'setup' };
  if (/^\/book\/?$/.test(path)) return { name: 'book' };
  if (/^\/crew\/?$/.test(path)) return { name: 'crew', site: null };
  const [, site] = /^\/crew\/([^/]+)\/?$/.exec(path) ?? [];
  const named = site === undefined ? null : decode(site);
  if (named !== null) return { name: 'crew', site: named };
  const [, board] = /^\/wall\/([^/]+)\/?$/.exec(path) ?? [];
  const decoded = board === undefined ? null : decode(board);
  return decoded === null ? { name: 'nowhere' } : { name: 'wall', board: decoded };
}

/** `null` for a language that Kept does not speak. */
export function languageOf(wanted: string | null): Language | null {
  return wanted === 'en' || wanted === 'zh' ? wanted : null;
}

function decode(part: string): string | null {
  try {
    return decodeURIComponent(part);
  } catch {
    return null;
  }
}
