import express, { type Request, type Router } from 'express';
import { type EngineState, openKey } from '../../shared/engine/index.ts';
import { KeptError } from '../../shared/error/index.ts';
import { instantOf } from '../../shared/event/index.ts';
import { NO_GROUP, type Receipt, receiptOfObligation, receiptOfWindow, windowNamed } from '../../shared/view/index.ts';
import { receiptPage } from './receipt-page.ts';
import { RECEIPT_STYLE } from './receipt-style.ts';

const OBLIGATION = '/obligation/:promise/:subject/:nth';
const WINDOW = '/window/:promise/:group/:from';

/** What receipts are made from; `state` throws while the log is still being read. */
export type ReceiptSource = { readonly state: EngineState };

/** Receipts for one verdict each, as data. */
export function receiptData(source: ReceiptSource): Router {
  const router = express.Router();
  router.get(OBLIGATION, (request, response) => void response.json(ofObligation(source, request.params)));
  router.get(WINDOW, (request, response) => void response.json(ofWindow(source, request.params)));
  return router;
}

/** The same as pages to print, without any script. */
export function receiptPages(source: ReceiptSource): Router {
  const router = express.Router();
  router.get('/receipt.css', (_request, response) => void response.type('text/css').set('Cache-Control', 'no-cache').send(RECEIPT_STYLE));
  router.get(
    OBLIGATION,
    (request, response) => void response.type('text/html').send(pageOf(ofObligation(source, request.params), request)),
  );
  router.get(WINDOW, (request, response) => void response.type('text/html').send(pageOf(ofWindow(source, request.params), request)));
  return router;
}

function pageOf(receipt: Receipt, { path, query }: Pick<Request, 'path' | 'query'>): string {
  return receiptPage(receipt, { path, language: query['lang'] === 'zh' ? 'zh' : 'en' });
}

type ObligationParams = { readonly promise: string; readonly subject: string; readonly nth: string };
type WindowParams = { readonly promise: string; readonly group: string; readonly from: string };

function ofObligation({ state }: ReceiptSource, { promise, subject, nth }: ObligationParams): Receipt {
  const found = state.items.get(subject)?.obligations.find((each) => openKey(each) === `${promise} ${subject} ${nth}`);
  if (found === undefined)
    throw new KeptError('OBLIGATION_UNKNOWN', `There is no obligation of "${promise}" on "${subject}", number "${nth}".`);
  return receiptOfObligation(state, found);
}

/** By the start of the window; of one that rolls, by any instant, since it is always that of now. */
function ofWindow({ state }: ReceiptSource, { promise, group, from }: WindowParams): Receipt {
  const atMs = instantOf(from);
  const named = atMs === null ? null : windowNamed(state, { promise, group: group === NO_GROUP ? null : group, atMs });
  if (named === null || (!named.isRolling && named.fromAtMs !== atMs))
    throw new KeptError('WINDOW_UNKNOWN', `"${promise}" has no window for "${group}" that begins at "${from}".`);
  return receiptOfWindow(state, named);
}
