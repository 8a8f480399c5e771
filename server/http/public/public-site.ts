import type { Request, Response } from 'express';
import type { EngineState } from '../../../shared/engine/index.ts';
import type { Bilingual, Language } from '../../../shared/text/index.ts';
import type { PublicBoard } from '../../../shared/view/index.ts';
import type { Clock, Log, Past } from '../../ports/index.ts';
import type { FilingLimits } from './filing.ts';
import type { PageContext } from './page-frame.ts';
import { publicWords } from './public-words.ts';

/** What the customers' pages are made from and write to. */
export type PublicPagesOptions = {
  /** The live engine. */
  readonly source: { readonly state: EngineState; readonly isLive: boolean };
  readonly log: Pick<Log, 'append'>;
  readonly clock: Clock;
  /** Works out the past beside the live engine; `null` where nothing can. */
  readonly past: Past | null;
  readonly banner: Bilingual | null;
  /** Whether a proxy stands before the server and says in `X-Forwarded-For` and `-Proto` who asks and how. */
  readonly isBehindProxy?: boolean;
  readonly limits?: FilingLimits;
};

/** The language that the address asks for, else the one that the browser prefers. */
export function languageOf({ query, acceptsLanguages }: PartOf<Request>): { readonly language: Language; readonly isPicked: boolean } {
  const { lang } = query;
  if (lang === 'en' || lang === 'zh') return { language: lang, isPicked: true };
  return { language: acceptsLanguages(['en', 'zh']) === 'zh' ? 'zh' : 'en', isPicked: false };
}

type PartOf<R extends Request> = { readonly query: R['query']; readonly acceptsLanguages: (languages: string[]) => string | false };

/** @param board of which the zone, the money and the name are; before there is one, those of nothing. */
export function contextOf(request: Request, board: Pick<PublicBoard, 'zone' | 'currency' | 'book'>, banner: Bilingual | null): PageContext {
  const { query } = request;
  const { language, isPicked } = languageOf({ query, acceptsLanguages: (languages) => request.acceptsLanguages(languages) });
  const path = `/promises${request.path === '/' ? '' : request.path}`;
  return { words: publicWords(language, board.zone, board.currency), isPicked, path, book: board.book, banner };
}

/** How the server is reached, for links that stand elsewhere. */
export function rootOf({ headers, protocol }: Pick<Request, 'headers' | 'protocol'>, isBehindProxy: boolean): string {
  const forwarded = isBehindProxy && String(headers['x-forwarded-proto'] ?? '').endsWith('https') ? 'https' : protocol;
  return `${forwarded}://${headers.host ?? 'localhost'}`;
}

/** How long a page that all see alike may be shown again without asking, in seconds. */
const FRESH_S = 60;

/**
 * A page, a feed or a picture that is the same for all who read its language. Express adds the ETag.
 * @param isWhole not while something of it is still being worked out: then a browser asks each time.
 */
export function sendShared(response: Response, type: string, text: string, isWhole = true): void {
  response
    .set('Cache-Control', isWhole ? `public, max-age=${FRESH_S}` : 'no-cache')
    .vary('Accept-Language')
    .type(type)
    .send(text);
}

/** A page that is one reader's alone. */
export function sendOwn(response: Response, status: number, text: string): void {
  response.status(status).set('Cache-Control', 'private, no-store').type('text/html').send(text);
}
