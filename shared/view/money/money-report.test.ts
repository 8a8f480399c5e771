import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RECEIPT_BOOK, RECEIPT_STORY } from '../../../test/data/receipt-story.ts';
import { bookWith, type Told, told } from '../../../test/data/story.ts';
import { csvLine } from '../csv.ts';
import { accrualCsv, moneyReport } from '../index.ts';
import { bandOf, type Risk, risksOf } from './money-at-risk.ts';

const NOON = '2026-07-03T12:00:00+08:00';
const state = told(RECEIPT_BOOK, RECEIPT_STORY, NOON);
const rowsOf = (of: typeof state) => parse<{ readonly [column: string]: string }>([...accrualCsv(of)].join(''), { columns: true });

describe('the money report', () => {
  const report = moneyReport(state);

  it('adds up by promise, by the day on which it became owed, and by site, with fines apart', () => {
    expect(report.by_promise).toEqual([
      { key: 'repaired', external: { owed: '64.25' }, internal: { owed: '30.00' } },
      { key: 'repaired-share', external: { owed: '4000.00' }, internal: {} },
    ]);
    expect(report.by_day.map(({ key, external }) => [key, external.owed])).toEqual([
      ['2026-06-22', '64.25'],
      ['2026-07-01', '4000.00'],
    ]);
    expect(report.by_site.map(({ key, external }) => [key, external.owed])).toEqual([
      ['Hefei', '64.25'],
      [null, '4000.00'],
    ]);
  });
  it('[MON-1] has the same total whichever way it is added up', () => {
    const total = (totals: typeof report.by_day) => totals.reduce((sum, { external }) => sum + Number(external.owed ?? 0), 0);
    expect(total(report.by_day)).toBe(total(report.by_promise));
    expect(total(report.by_site)).toBe(total(report.by_promise));
  });
  it('has as money at risk the sum of chance × amount over what is open, without fines', () => {
    const risks = [...risksOf(state)];
    const open = [...state.open.values()][0];
    expect(risks).toEqual([
      { kind: 'obligation', minor: 6425, chance: open?.forecast?.chance ?? 0, decidedAtMs: open?.obligation.dueAtMs },
      expect.objectContaining({ kind: 'window', minor: 10_000 }),
    ]);
    const expected = risks.reduce((sum, { minor, chance }) => sum + minor * chance, 0);
    expect(report.at_risk).toEqual({ amount: (Math.round(expected) / 100).toFixed(2), obligations: 1, windows: 1 });
  });
  it('has a band for the end of the month that begins at what is owed', () => {
    expect(report.month_end).toMatchObject({ month: '2026-07', until: '2026-08-01T00:00:00+08:00', owed: '4000.00' });
    const { owed, low, expected, high } = report.month_end;
    expect([Number(owed) <= Number(low), Number(low) <= Number(expected), Number(expected) <= Number(high)]).toEqual([true, true, true]);
  });
});

const RISK: fc.Arbitrary<Risk> = fc.record({
  kind: fc.constant('obligation' as const),
  minor: fc.integer({ min: 1, max: 1e9 }),
  chance: fc.double({ min: 0, max: 1, noNaN: true }),
  decidedAtMs: fc.constant(0),
});

it('a band holds its mean, and lies between nothing and all that may come', () => {
  fc.assert(
    fc.property(fc.array(RISK, { maxLength: 30 }), (risks) => {
      const { mean, low, high } = bandOf(risks);
      const all = risks.reduce((sum, { minor }) => sum + minor, 0);
      expect(low).toBeGreaterThanOrEqual(0);
      expect(mean).toBeGreaterThanOrEqual(low);
      expect(high).toBeLessThanOrEqual(all);
      expect(mean - high).toBeLessThanOrEqual(all * 1e-12);
    }),
    { seed: 31 },
  );
});
it('a band is the mean and 1.64 standard deviations to each side', () => {
  const risks = Array.from({ length: 100 }, (): Risk => ({ kind: 'obligation', minor: 100, chance: 0.5, decidedAtMs: 0 }));
  expect(bandOf(risks)).toEqual({ mean: 5_000, low: 5_000 - 1.64 * 500, high: 5_000 + 1.64 * 500 });
});

describe('accruals', () => {
  it('have a row for each line of the ledger', () => {
    const rows = rowsOf(state);
    expect(
      rows.map(({ promise, cause_subject, payee, amount, deed, internal, state: where }) =>
        [promise, cause_subject, payee, amount, deed, internal, where].join(' '),
      ),
    ).toEqual([
      'repaired ticket/T-48213 c-7 64.25  no owed',
      'repaired ticket/T-48213  0.00 apology no owed',
      'repaired ticket/T-48213 crew-b 30.00  yes owed',
      'repaired-share repaired-share regulator 4000.00  no owed',
    ]);
    expect(rows[0]).toMatchObject({ owed: '2026-06-22T14:25:00.001+08:00', site: 'Hefei', formula: '50% of item.fee 128.50, cap 100 CNY' });
  });
  it('[MON-4] have a provisional row for what a window of now owes as it stands', () => {
    const late: Told = ['ticket.resolved', '2026-07-06T15:00:00+08:00', { on: 'ticket/T-48400', id: 'late' }];
    const rows = rowsOf(told(RECEIPT_BOOK, [...RECEIPT_STORY, late], '2026-07-06T16:00:00+08:00'));
    expect(rows.at(-1)).toMatchObject({
      promise: 'repaired-share',
      state: 'provisional',
      amount: '9000.00',
      owed: '',
      cause_from: '2026-07-01T00:00:00+08:00',
    });
  });
  it('keep formulas out of spreadsheets, whatever an event brings', () => {
    const book = bookWith('remedy: { pay: 20 USD, to: data.who }');
    const opened = (on: string, who: string): Told => [
      'departure.scheduled',
      '2013-03-01T00:00:00-05:00',
      { on, id: on, data: { scheduled: '2013-03-04T12:00:00-05:00', who } },
    ];
    const names = ['=1+1', '+49', '-2', '@sum', 'a "b", c\r\nd'];
    const late = told(
      book,
      names.map((name, index) => opened(`item/${index}`, name)),
      '2013-03-05T00:00:00-05:00',
    );
    expect(rowsOf(late).map(({ payee }) => payee)).toEqual(["'=1+1", "'+49", "'-2", "'@sum", 'a "b", c\r\nd']);
  });
  it('are CSV as RFC 4180 has it, and figures stay figures', () => {
    expect(csvLine(['a', 'b,c', 'd"e', '-x', { figure: '-12.50' }])).toBe('a,"b,c","d""e",\'-x,-12.50\r\n');
  });
});
