import { decimalText } from '../number/index.ts';
import { type CsvCell, csvLine } from '../view/index.ts';
import type { PromiseWeek, WeekReport } from './week.ts';

const WEEK_COLUMNS = [
  'week',
  'from',
  'to',
  'promise',
  'name',
  'state',
  'target',
  'kept_share',
  'value',
  'kept',
  'broken',
  'excluded',
  'windows_kept',
  'windows_broken',
  'windows_no_data',
  'owed',
  'fined',
  'currency',
  'warnings',
  'precision',
  'recall',
  'median_lead_minutes',
];
const LEDGER_COLUMNS = [
  'broken_at',
  'promise',
  'subject',
  'payee',
  'rule',
  'amount',
  'currency',
  'internal',
  'state',
  'pay_by',
  'closed_by',
  'reason',
];

/** The promises of a week as a CSV file. Texts that a spreadsheet would take for a formula are made texts (`csvLine`). */
export function weekCsv({ span, promises }: WeekReport): string {
  const [from, to] = [timeText(span.fromAtMs), timeText(span.toAtMs)];
  const lines = promises.map((row) => [{ figure: span.week ?? '' }, { figure: from }, { figure: to }, ...weekCells(row, span)]);
  return [WEEK_COLUMNS, ...lines].map(csvLine).join('');
}

/** The ledger of a week as a CSV file: the lines that the report lists. */
export function ledgerCsv({ span, ledger }: WeekReport): string {
  const money = (minor: number) => ({ figure: decimalText(BigInt(minor), span.minorDigits) });
  const lines = ledger.lines.map((line): readonly CsvCell[] => [
    { figure: timeText(line.brokenAtMs) },
    line.promise,
    line.subject,
    line.payee,
    line.deed ?? line.formula,
    money(line.minor),
    span.currency,
    line.isInternal ? 'yes' : 'no',
    line.state,
    { figure: line.payByMs === null ? '' : timeText(line.payByMs) },
    line.closedBy ?? '',
    line.reason ?? '',
  ]);
  return [LEDGER_COLUMNS, ...lines].map(csvLine).join('');
}

function weekCells(row: PromiseWeek, { currency, minorDigits }: WeekReport['span']): readonly CsvCell[] {
  const { warned } = row;
  const money = (minor: number) => ({ figure: decimalText(BigInt(minor), minorDigits) });
  const counts = [row.kept, row.broken, row.excluded, row.windowsKept, row.windowsBroken, row.windowsNoData];
  return [
    row.promise,
    row.short.en,
    row.state,
    row.targetText.en,
    numberCell(row.keptShare),
    numberCell(row.value),
    ...counts.map(numberCell),
    money(row.owedMinor),
    money(row.finedMinor),
    currency,
    numberCell(warned.raised),
    numberCell(warned.precision),
    numberCell(warned.recall),
    numberCell(warned.medianLeadMs === null ? null : warned.medianLeadMs / 60_000),
  ];
}

function numberCell(value: number | null): CsvCell {
  return { figure: value === null ? '' : String(value) };
}

function timeText(atMs: number): string {
  return new Date(atMs).toISOString();
}
