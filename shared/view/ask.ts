import type { EngineState } from '../engine/index.ts';
import { KeptError } from '../error/index.ts';
import type { Bilingual } from '../text/index.ts';
import { crewSites } from './crew/crew-sites.ts';
import { crewView } from './crew/crew-view.ts';
import { deskDetail } from './desk/desk-detail.ts';
import { DeskRows } from './desk/desk-view.ts';
import { handoverSheet } from './desk/handover-sheet.ts';
import { type ObligationParams, receiptForObligation, receiptForWindow, type WindowParams } from './explain/receipt-named.ts';
import { accrualCsv } from './money/accruals.ts';
import { moneyReport } from './money/money-report.ts';
import { publicRecord } from './public/public-record.ts';
import type { LogTrouble } from './wall/alarm.ts';
import { wallView } from './wall/wall-view.ts';
import type { Sites } from './within.ts';

/**
 * Everything that can be asked of a state over HTTP: of that of now, and of one of another time. What is of other sites than those that
 * are named is as if it were not there.
 */
export type Ask =
  | { readonly what: 'board'; readonly board: string }
  | { readonly what: 'desk'; readonly sites: Sites }
  /** What one shift leaves to the next (`HandoverSheet`). */
  | { readonly what: 'handover' }
  /** `id` is a row's. */
  | { readonly what: 'obligation'; readonly id: string; readonly sites: Sites }
  | { readonly what: 'receipt'; readonly of: ObligationParams; readonly sites: Sites }
  | { readonly what: 'window-receipt'; readonly of: WindowParams; readonly sites: Sites }
  | { readonly what: 'money' }
  /** Answered by the text of a CSV file. */
  | { readonly what: 'accruals' }
  /** The sites that there are (`CrewSites`). */
  | { readonly what: 'sites'; readonly sites: Sites }
  /** What a site's own people see (`CrewView`). */
  | { readonly what: 'crew'; readonly site: string }
  /** What customers are told of the past (`PublicRecord`). */
  | { readonly what: 'public-record' };

/** `trouble` is what is wrong with the log, said of now alone. */
export type AnswerOptions = { readonly banner: Bilingual | null; readonly trouble?: LogTrouble | null };

/**
 * What a state answers: the same function for now and for any other time, so that they cannot differ.
 * @throws KeptError BOARD_UNKNOWN, OBLIGATION_UNKNOWN, SITE_UNKNOWN, WINDOW_UNKNOWN.
 */
export function answerTo(state: EngineState, ask: Ask, { banner, trouble = null }: AnswerOptions): object | string {
  switch (ask.what) {
    case 'board':
      return wallView(state, { boardId: ask.board, banner, trouble }) ?? refuse('BOARD_UNKNOWN', `There is no board "${ask.board}".`);
    case 'desk':
      return new DeskRows(state, { banner, trouble: () => trouble, sites: ask.sites }).view;
    case 'handover':
      return handoverSheet(state);
    case 'obligation':
      return deskDetail(state, ask.id, ask.sites) ?? refuse('OBLIGATION_UNKNOWN', `There is no obligation ${JSON.stringify(ask.id)}.`);
    case 'receipt':
      return receiptForObligation(state, ask.of, ask.sites);
    case 'window-receipt':
      return receiptForWindow(state, ask.of, ask.sites);
    case 'money':
      return moneyReport(state);
    case 'accruals':
      return [...accrualCsv(state)].join('');
    case 'sites':
      return crewSites(state, banner, ask.sites);
    case 'crew':
      return crewView(state, ask.site, { banner, trouble }) ?? refuse('SITE_UNKNOWN', `There is no site ${JSON.stringify(ask.site)}.`);
    case 'public-record':
      return publicRecord(state);
  }
}

function refuse(code: 'BOARD_UNKNOWN' | 'OBLIGATION_UNKNOWN' | 'SITE_UNKNOWN', what: string): never {
  throw new KeptError(code, what);
}
