import express, { type Request, type Router } from 'express';
import { sitesOf } from '../../shared/right/index.ts';
import type { Receipt } from '../../shared/view/index.ts';
import { right, rightAtTimes, subjectOf } from '../ports/index.ts';
import { type Answer, type Answering, answer, sendJson } from './answering.ts';
import { receiptPage } from './receipt-page.ts';
import { RECEIPT_STYLE } from './receipt-style.ts';

const OBLIGATION = '/obligation/:promise/:subject/:nth';
const WINDOW = '/window/:promise/:group/:from';
const seeDesk = rightAtTimes('see-desk');

/** Receipts for one verdict each, as data. */
export function receiptData(answering: Answering): Router {
  const router = express.Router();
  router.get(OBLIGATION, seeDesk, (request, response) =>
    sendJson(answering, { what: 'receipt', of: request.params, sites: sitesOf(subjectOf(request)) }, request, response),
  );
  router.get(WINDOW, seeDesk, (request, response) =>
    sendJson(answering, { what: 'window-receipt', of: request.params, sites: sitesOf(subjectOf(request)) }, request, response),
  );
  return router;
}

/** The same as pages to print, without any script. */
export function receiptPages(answering: Answering): Router {
  const router = express.Router();
  router.get(
    '/receipt.css',
    right('open-page'),
    (_request, response) => void response.type('text/css').set('Cache-Control', 'no-cache').send(RECEIPT_STYLE),
  );
  router.get(OBLIGATION, seeDesk, async (request, response) => {
    const answered = await answer(
      answering,
      { what: 'receipt', of: request.params, sites: sitesOf(subjectOf(request)) },
      request,
      response,
    );
    response.type('text/html').send(pageOf(answered, request));
  });
  router.get(WINDOW, seeDesk, async (request, response) => {
    const answered = await answer(
      answering,
      { what: 'window-receipt', of: request.params, sites: sitesOf(subjectOf(request)) },
      request,
      response,
    );
    response.type('text/html').send(pageOf(answered, request));
  });
  return router;
}

function pageOf({ body, shown }: Answer, { path, query }: Pick<Request, 'path' | 'query'>): string {
  return receiptPage(JSON.parse(body) as Receipt, { path, language: query['lang'] === 'zh' ? 'zh' : 'en', time: timeIn(query), shown });
}

/** What of an address asks for a time, to be asked for again. */
function timeIn(query: Request['query']): string {
  return new URLSearchParams(
    ['known-at', 'as-of'].flatMap((name) => (typeof query[name] === 'string' ? [[name, query[name]]] : [])),
  ).toString();
}
