import { versionAt } from '../../book/index.ts';
import { zonedText } from '../../calendar/index.ts';
import { type EngineState, type LedgerCause, type LedgerEntry, pointsNow, windowDebts } from '../../engine/index.ts';
import { type CsvCell, csvLine } from '../csv.ts';
import { ledgerLine, type SaidLine } from './ledger-line.ts';
import { siteOf } from './money-report.ts';
import { runningWindows } from './running-windows.ts';
import { wholeLedger } from './whole-ledger.ts';

const COLUMNS = [
  'promise',
  'cause',
  'cause_subject',
  'cause_nth',
  'cause_from',
  'cause_to',
  'site',
  'paid_for',
  'payee',
  'payee_role',
  'deed',
  'amount',
  'currency',
  'internal',
  'state',
  'formula',
  'claimed',
  'owed',
  'pay_by',
  'closed',
  'closed_by',
  'reason',
  'book_version',
] as const;

type Row = { readonly [column in (typeof COLUMNS)[number]]: CsvCell };

/**
 * What finance books: one row for each line of the ledger, then a provisional one for each that a window of now would make if it
 * ended as it stands. CSV with a head, line by line; the head alone where nothing is known. Instants are in the book's zone.
 */
export function* accrualCsv(state: EngineState | null): Generator<string> {
  yield csvLine(COLUMNS);
  if (state === null) return;
  for (const entry of wholeLedger(state)) yield csvOf(rowOf(state, entry, entry.state));
  for (const entry of provisionalEntries(state)) yield csvOf(rowOf(state, entry, 'provisional'));
}

function csvOf(row: Row): string {
  return csvLine(COLUMNS.map((column) => row[column]));
}

/** What a row is drawn from: a line of the ledger, or one that may come. */
type Accrued = SaidLine & Pick<LedgerEntry, 'cause' | 'claimedAtMs' | 'owedAtMs' | 'closed' | 'payByMs'>;

function* provisionalEntries(state: EngineState): Generator<Accrued> {
  for (const { stand } of runningWindows(state)) {
    if (!stand.isMissed) continue;
    const { fromAtMs, toAtMs } = stand.window;
    const cause: LedgerCause = { kind: 'window', line: stand.id, group: stand.group, fromAtMs, toAtMs };
    const unwritten = { state: 'owed', claimedAtMs: null, owedAtMs: null, closed: null, payByMs: null } as const;
    for (const debt of windowDebts(state, stand, pointsNow(stand))) yield { ...debt, ...unwritten, promise: stand.promise, cause };
  }
}

function rowOf(state: EngineState, entry: Accrued, where: LedgerEntry['state'] | 'provisional'): Row {
  const { zone } = state.book;
  const time = (atMs: number | null) => (atMs === null ? '' : zonedText(zone, atMs));
  const { subject, payee, payee_role, amount, currency, deed, formula } = ledgerLine(state, entry);
  return {
    promise: entry.promise,
    ...causeOf(entry.cause, time),
    site: siteOf(entry) ?? '',
    paid_for: subject,
    payee: payee ?? '',
    payee_role: payee_role ?? '',
    deed: deed ?? '',
    amount: { figure: amount },
    currency,
    internal: entry.remedy.isInternal ? 'yes' : 'no',
    state: where,
    formula,
    claimed: time(entry.claimedAtMs),
    owed: time(entry.owedAtMs),
    pay_by: time(entry.payByMs),
    closed: time(entry.closed?.atMs ?? null),
    closed_by: entry.closed?.by ?? '',
    reason: entry.closed?.reason ?? '',
    book_version: versionOf(state, entry.cause),
  };
}

type CauseColumns = 'cause' | 'cause_subject' | 'cause_nth' | 'cause_from' | 'cause_to';

/** The breach: an obligation from its opening to its due, or a window by its line. */
function causeOf(cause: LedgerCause, time: (atMs: number | null) => string): Pick<Row, CauseColumns> {
  if (cause.kind === 'window') {
    const { line, fromAtMs, toAtMs } = cause;
    return { cause: 'window', cause_subject: line, cause_nth: '', cause_from: time(fromAtMs), cause_to: time(toAtMs) };
  }
  const { subject, nth, stage, openedAtMs, dueAtMs } = cause.obligation;
  return {
    cause: 'obligation',
    cause_subject: subject,
    cause_nth: stage === null ? String(nth) : `${nth}/${stage}`,
    cause_from: time(openedAtMs),
    cause_to: time(dueAtMs),
  };
}

function versionOf({ book }: EngineState, cause: LedgerCause): string {
  if (book.versions[0]?.fromAtMs === 0) return '';
  return cause.kind === 'obligation' ? cause.obligation.version : versionAt(book, cause.fromAtMs).from;
}
