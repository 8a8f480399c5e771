import express, { type ErrorRequestHandler, type Router } from 'express';
import { KeptError } from '../../../shared/error/index.ts';
import type { PublicKey } from '../../../shared/text/index.ts';
import type { PublicBoard } from '../../../shared/view/index.ts';
import { atomFeed } from './atom.ts';
import { boardBadge, promiseBadge } from './badge.ts';
import { boardPage } from './board-page.ts';
import { addCaseRoutes } from './case-routes.ts';
import { Corrections } from './corrections.ts';
import { notePage } from './note-page.ts';
import { promisePage } from './promise-page.ts';
import { PublicFigures } from './public-figures.ts';
import { contextOf, type PublicPagesOptions, rootOf, sendOwn, sendShared } from './public-site.ts';
import { PUBLIC_STYLE } from './public-style.ts';

/** `router` answers under `/promises`; `close` gives up what is being worked out. */
export type PublicPages = { readonly router: Router; close(): void };

/** What a page is called before there are figures. */
const NOTHING: Pick<PublicBoard, 'zone' | 'currency' | 'book'> = { zone: 'UTC', currency: 'EUR', book: 'kept' };

/** The customers' pages: plain HTML that needs no script, made from public promises alone. */
export function publicPages(options: PublicPagesOptions): PublicPages {
  const source = {
    get state() {
      if (!options.source.isLive) throw new KeptError('NOT_READY', 'The log is still being read.');
      return options.source.state;
    },
  };
  const figures = new PublicFigures({ source, past: options.past, clock: options.clock });
  const router = express.Router();
  // With no referrer at all a browser would not say either where a form comes from.
  router.use((_request, response, next) => {
    response.set('Referrer-Policy', 'same-origin');
    next();
  });
  router.get('/style.css', (_request, response) => sendShared(response, 'text/css', PUBLIC_STYLE));
  addBoardRoutes(router, { options, figures });
  addCaseRoutes(router, { options, figures, source });
  addPromiseRoutes(router, { options, figures });
  router.use((request, response) => {
    const { state } = source;
    const context = contextOf(request, { book: state.book.id, zone: state.book.zone.id, currency: state.book.currency }, options.banner);
    sendOwn(response, 404, notePage(context, 'public.none.title', 'public.none.text'));
  });
  router.use(refusal(options));
  return { router, close: () => figures.close() };
}

type Parts = { readonly options: PublicPagesOptions; readonly figures: PublicFigures };

function addBoardRoutes(router: Router, { options, figures }: Parts): void {
  const corrections = new Corrections();
  router.get('/', async (request, response) => {
    const board = await figures.board();
    sendShared(response, 'text/html', boardPage(contextOf(request, board, options.banner), board), board.record !== null);
  });
  router.get('/feed.atom', async (request, response) => {
    const board = await figures.board();
    const { words } = contextOf(request, board, null);
    const root = rootOf(request, options.isBehindProxy ?? false);
    const correctedAtMs = (id: string, text: string) => corrections.correctedAtMs(id, text, board.nowAtMs);
    response.set('Cross-Origin-Resource-Policy', 'cross-origin');
    sendShared(response, 'application/atom+xml', atomFeed({ board, words, root, correctedAtMs }), board.record !== null);
  });
  router.get('/badge.svg', async (request, response) => {
    const board = await figures.board();
    response.set('Cross-Origin-Resource-Policy', 'cross-origin'); // It stands on other people's pages.
    sendShared(response, 'image/svg+xml', boardBadge(contextOf(request, board, null).words, board));
  });
}

function addPromiseRoutes(router: Router, { options, figures }: Parts): void {
  router.get('/:promise', async (request, response, next) => {
    const board = await figures.board();
    const row = board.rows.find(({ id }) => id === request.params.promise);
    if (row === undefined) return next();
    const root = rootOf(request, options.isBehindProxy ?? false);
    sendShared(response, 'text/html', promisePage(contextOf(request, board, options.banner), row, { board, root }), board.record !== null);
  });
  router.get('/:promise/badge.svg', async (request, response, next) => {
    const board = await figures.board();
    const row = board.rows.find(({ id }) => id === request.params.promise);
    if (row === undefined) return next();
    response.set('Cross-Origin-Resource-Policy', 'cross-origin');
    sendShared(response, 'image/svg+xml', promiseBadge(contextOf(request, board, null).words, row));
  });
}

/** A refusal as a page. What is not one is a mistake of ours, of which nothing is said outside. */
function refusal(options: PublicPagesOptions): ErrorRequestHandler {
  return (error, request, response, next) => {
    if (response.headersSent) return next(error);
    const isWait = error instanceof KeptError && error.code === 'NOT_READY';
    const isAddress = error instanceof URIError;
    if (!isWait && !isAddress) console.error(error);
    const name: 'wait' | 'none' | 'failed' = isWait ? 'wait' : isAddress ? 'none' : 'failed';
    const keys: readonly [PublicKey, PublicKey] = [`public.${name}.title`, `public.${name}.text`];
    if (isWait) response.set('Retry-After', '60');
    sendOwn(response, { wait: 503, none: 404, failed: 500 }[name], notePage(contextOf(request, NOTHING, options.banner), ...keys));
  };
}
