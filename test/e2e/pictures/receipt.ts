import { once } from 'node:events';
import { createServer } from 'node:http';
import express from 'express';
import { createApp } from '../../../server/http/index.ts';
import { openKey } from '../../../shared/engine/index.ts';
import { obligationReceiptPath, windowReceiptPath } from '../../../shared/view/index.ts';
import { RECEIPT_BOOK, RECEIPT_STORY } from '../../data/receipt-story.ts';
import { told } from '../../data/story.ts';
import { listen } from '../built-pages.ts';
import { type Stage, stateOf } from './stage.ts';

/** Receipts on screens, and as `paper-…` what a printer gets. */
export async function receiptStage(): Promise<Stage> {
  const state = told(RECEIPT_BOOK, RECEIPT_STORY, '2026-07-03T12:00:00+08:00');
  const obligation = state.items.get('ticket/T-48213')?.obligations[0];
  if (obligation === undefined) throw new Error('The story has no such obligation.');
  const paths: { readonly [state: string]: string } = {
    broken: obligationReceiptPath({ id: openKey(obligation), promise: obligation.promise, subject: obligation.subject }),
    window: windowReceiptPath({ promise: 'repaired-share', group: null, from: '2026-06-01T00:00:00+08:00' }),
    line: windowReceiptPath({ promise: 'line-up', group: 'circuit/C-17', from: '2026-06-01T00:00:00+08:00' }),
  };
  const app = createApp({ webRoot: import.meta.dirname, events: express.Router(), source: { state, isLive: true }, banner: null });
  const server = createServer(app);
  const url = await listen(server);
  return {
    open: async ({ state: of, language, newPage }) => {
      const page = await newPage();
      await page.emulateMedia({ media: of.startsWith('paper-') ? 'print' : 'screen' });
      await page.goto(`${url}/receipts${stateOf(paths, of.replace('paper-', ''))}?lang=${language}`);
      return page;
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
