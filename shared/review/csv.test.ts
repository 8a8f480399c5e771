import { expect, it } from 'vitest';
import { bookOf } from '../../test/simulation/world.ts';
import { done } from '../design/index.ts';
import { advance, applyBatch, emptyState } from '../engine/index.ts';
import { ledgerCsv, weekCsv, weekReport } from './index.ts';

const START_MS = Date.UTC(2026, 0, 5);
const BOOK = bookOf(`
book: csv
timezone: UTC
currency: EUR
promises:
  - id: solved
    says: { en: "Solved.", zh: "解决。" }
    short: { en: "=1+1", zh: "解决" }
    kind: deadline
    opens: ticket.opened
    met: ticket.solved
    within: 1h
    remedy: { pay: 30 EUR, to: data.customer }
boards:
  wall: { promises: [solved] }
`);

function reportOf(customers: readonly string[]) {
  const state = emptyState(BOOK);
  const events = customers.map((customer, at) => ({
    id: `${at}`,
    source: '/t',
    type: 'ticket.opened',
    time: new Date(START_MS).toISOString(),
    subject: `ticket/${at}`,
    data: { customer },
  }));
  applyBatch(state, { firstPlace: 1, receivedAtMs: START_MS, events });
  advance(state, START_MS + 86_400_000);
  return done(
    weekReport({ state, foretold: [], span: { fromAtMs: START_MS, toAtMs: START_MS + 86_400_000, week: null }, isRetold: false }),
  );
}

it('no text of a file is a formula to a spreadsheet, and figures stay figures', () => {
  const report = reportOf(['=cmd()', '+1', '-1', '@x', '\tx', 'Ann, "the" Boss']);
  const lines = ledgerCsv(report).split('\r\n');
  const cells = lines.slice(1, -1).map((line) => line.split(',').slice(3).join(','));
  for (const text of ["'=cmd()", "'+1", "'-1", "'@x", '"Ann, ""the"" Boss"'])
    expect(cells.some((cell) => cell.startsWith(`${text},`))).toBe(true);
  for (const file of [ledgerCsv(report), weekCsv(report)]) expect(file).not.toMatch(/(^|,)[=+@\t]/m);
  expect(weekCsv(report)).toContain("solved,'=1+1,broken,<= 1h,0,,0,6,");
  expect(weekCsv(report)).toContain(',180.00,0.00,EUR,');
});
it('an empty week is the names of its columns and a line for each promise', () => {
  expect(weekCsv(reportOf([])).split('\r\n')).toHaveLength(3);
  expect(ledgerCsv(reportOf([])).split('\r\n')).toHaveLength(2);
});
