import type { Language } from '../../shared/text/index.ts';

/** What `Intl` is asked for. English is British, because its dates have no commas: Thu 18 Jun. */
export const LOCALE: { readonly [L in Language]: string } = { en: 'en-GB', zh: 'zh-CN' };

/** What the page says of itself, for fonts and screen readers. */
export const HTML_LANG: { readonly [L in Language]: string } = { en: 'en', zh: 'zh-CN' };
