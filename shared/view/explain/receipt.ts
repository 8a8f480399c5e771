import { zonedText } from '../../calendar/index.ts';
import type { Mark, Obligation } from '../../clock/index.ts';
import { type EngineState, governingOf, type LedgerEntry, promiseAt, standOfLine, standOfSubject } from '../../engine/index.ts';
import { entriesFor } from '../money/entries-for.ts';
import { ledgerLine } from '../money/ledger-line.ts';
import { explainObligation } from './explain-obligation.ts';
import { explainWindow } from './explain-window.ts';
import type { Explanation } from './explanation.ts';
import type { LedgerLine } from './judge-line.ts';
import { marksOfObligation, marksOfWindow } from './receipt-marks.ts';
import type { NamedWindow } from './window-named.ts';

/** Events that a receipt lists; more are counted in `events_total`. */
const EVENTS_MAX = 1_000;

/**
 * What proves one verdict to somebody outside: how it came about, what is owed, and the events and the book that it rests on. It
 * holds no personal value and no internal line (MON-6). `docs/schema/receipt.json` is the same for others.
 */
export type Receipt = {
  readonly kind: 'receipt';
  /** `sha256` is that of the book as it was put into the log; `null` where the log names none. */
  readonly book: { readonly id: string; readonly version: string | null; readonly sha256: string | null };
  readonly as_of: string;
  /** Last place of the log that was known. */
  readonly place: number;
  readonly explanation: Explanation;
  readonly ledger: readonly LedgerLine[];
  /** In order of time, at most `EVENTS_MAX`. */
  readonly events: readonly ReceiptEvent[];
  readonly events_total: number;
};

export type ReceiptEvent = {
  readonly source: string;
  readonly id: string;
  readonly time: string;
  readonly type: string;
  readonly place: number;
};

type Parts = { readonly explanation: Explanation; readonly entries: readonly LedgerEntry[]; readonly marks: readonly Mark[] };

export function receiptOfObligation(state: EngineState, obligation: Obligation): Receipt {
  const entries = entriesFor(state, obligation);
  const marks = marksOfObligation(state, obligation, entries);
  const { zone } = governingOf(state, obligation).calendar;
  const times = (mark: Mark) => zonedText(zone, mark.atMs);
  return receiptOf(state, { explanation: explainObligation(state, obligation), entries, marks }, times);
}

export function receiptOfWindow(state: EngineState, named: NamedWindow): Receipt {
  const stand = named.kind === 'line' ? standOfLine(state, named.line, named.tally) : standOfSubject(state, named.line, named.standing);
  const entries = stand === null ? [] : entriesFor(state, stand);
  const { zone } = promiseAt(state, named.line.promise, state.nowAtMs).calendar;
  const times = (mark: Mark) => zonedText(zone, mark.atMs);
  return receiptOf(state, { explanation: explainWindow(state, named), entries, marks: marksOfWindow(state, named, entries) }, times);
}

function receiptOf(state: EngineState, { explanation, entries, marks }: Parts, timeOf: (mark: Mark) => string): Receipt {
  return {
    kind: 'receipt',
    book: { id: state.book.id, version: explanation.version, sha256: state.bookHash },
    as_of: explanation.as_of,
    place: state.place,
    explanation: { ...explanation, owes: explanation.owes.filter(({ internal }) => internal !== true) },
    ledger: entries.filter(({ remedy }) => !remedy.isInternal).map((entry) => ledgerLine(state, entry)),
    events: marks
      .slice(0, EVENTS_MAX)
      .map((mark) => ({ source: mark.source, id: mark.id, time: timeOf(mark), type: mark.type, place: mark.place })),
    events_total: marks.length,
  };
}
