import type { Bilingual, PublicKey } from '../../../shared/text/index.ts';
import { type Html, html } from '../html.ts';
import { MARK_SHAPES } from './marks.ts';
import type { PublicWords } from './public-words.ts';

/** Where a page stands: what its links and its frame are made from. */
export type PageContext = {
  readonly words: PublicWords;
  /** Whether the reader has picked the language: then every link keeps it. */
  readonly isPicked: boolean;
  /** The page's own path, for the other language. */
  readonly path: string;
  /** The book's id. */
  readonly book: string;
  /** What has to be said above everything, such as that all is made up. */
  readonly banner: Bilingual | null;
};

export type PageParts = {
  readonly title: string;
  readonly body: Html;
  /** Kept out of search engines: pages of one person's case. */
  readonly isPrivate?: boolean;
};

const NAV: readonly (readonly [path: string, key: PublicKey])[] = [
  ['/promises', 'public.nav.promises'],
  ['/promises/claim', 'public.nav.claim'],
  ['/promises/complain', 'public.nav.complain'],
  ['/promises/cases', 'public.nav.follow'],
];

/** A link that stays in the language that was picked. */
export function linkTo({ words, isPicked }: PageContext, path: string): string {
  return isPicked ? `${path}${path.includes('?') ? '&' : '?'}lang=${words.language}` : path;
}

/** What the book is called, as a name: `new-york` is New York. */
export function bookName(book: string): string {
  return book.replaceAll(/(?:^|-)([a-z0-9])/g, (whole, letter: string) => `${whole.startsWith('-') ? ' ' : ''}${letter.toUpperCase()}`);
}

/** A whole page. It needs no script, and no style but the one sheet. */
export function framed(context: PageContext, { title, body, isPrivate = false }: PageParts): string {
  const { words, path, book, banner } = context;
  const other = words.language === 'en' ? 'zh' : 'en';
  const name = bookName(book);
  const { markup } = html`<!doctype html>
<html lang="${words.language === 'zh' ? 'zh-CN' : 'en'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title} · ${name}</title>
${isPrivate ? html`<meta name="robots" content="noindex">` : html`<link rel="alternate" type="application/atom+xml" title="${words.say('public.feed')}" href="${linkTo(context, '/promises/feed.atom')}">`}
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/promises/style.css">
</head>
<body data-surface="paper">
<a class="skip" href="#main">${words.say('public.skip')}</a>
${MARK_SHAPES}
<header class="top">
<a class="name" href="${linkTo(context, '/promises')}">${name}</a>
<nav aria-label="${words.say('public.nav')}">
${NAV.map(
  ([to, key]) => html`<a href="${linkTo(context, to)}"${to === path ? html` aria-current="page"` : ''}>${words.say(key)}</a>
`,
)}<a href="${path}?lang=${other}" lang="${other === 'zh' ? 'zh-CN' : 'en'}" hreflang="${other}">${words.say('public.nav.language')}</a>
</nav>
</header>
${banner === null ? '' : html`<p class="banner">${words.pick(banner)}</p>`}
<main id="main" tabindex="-1">
${body}
</main>
</body>
</html>
`;
  return markup;
}
