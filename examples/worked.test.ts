import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { loadBook } from '../server/command/book-file.ts';
import { stateAsOf } from '../shared/engine/index.ts';
import { instantOf, parseEvent } from '../shared/event/index.ts';
import { type JudgeLine, judgementLines, wallView } from '../shared/view/index.ts';

/** The worked figures of the promises that the examples keep, by hand; each example's README says them in words. */
type Kind<K extends JudgeLine['kind']> = Extract<JudgeLine, { readonly kind: K }>;

function judge(name: string, { book = 'book.yaml', asOf }: { readonly book?: string; readonly asOf?: string } = {}) {
  const folder = join(import.meta.dirname, name);
  const events = readFileSync(join(folder, 'events.ndjson'), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => parseEvent(JSON.parse(line)));
  const state = stateAsOf(loadBook(join(folder, book)).book, events, { asOfMs: asOf === undefined ? null : instantOf(asOf), places: null });
  if (state === null) throw new Error('There are no events.');
  const lines = [...judgementLines(state)];
  const of = <K extends JudgeLine['kind']>(kind: K, promise: string) =>
    lines.filter((line): line is Kind<K> => line.kind === kind && line.promise === promise);
  return {
    state,
    ledger: (promise: string) => of('ledger', promise),
    window: (promise: string, group: string | null, from: string) =>
      of('window', promise).find((line) => line.group === group && line.from.startsWith(from)),
    obligation: (promise: string, subject: string, nth = 1) =>
      of('obligation', promise).find((line) => line.subject === subject && line.nth === nth && line.stage === undefined),
    stage: (promise: string, subject: string, stage: string) =>
      of('obligation', promise).find((line) => line.subject === subject && line.stage === stage),
    broken: (promise: string) => of('obligation', promise).filter(({ state: verdict }) => verdict === 'broken'),
  };
}

it('[MON-2] coaches: a shortened route is one breach; of three complaints two are verified: 23.00 + 23.00, nothing for the third', () => {
  const { broken, ledger } = judge('intercity-coaches');
  expect(broken('full-route').map(({ subject }) => subject)).toEqual(['departure/C-042']);
  expect(ledger('full-route').map(({ subject, payee, amount, state }) => [subject, payee, amount, state])).toEqual([
    ['complaint/K-101', 'p-301', '23.00', 'owed'],
    ['complaint/K-102', 'p-302', '23.00', 'owed'],
    ['complaint/K-103', null, '23.00', 'rejected'],
  ]);
});

it('[WIN-2] coaches: 47 operators have a line each', () => {
  const { state } = judge('intercity-coaches');
  expect([...state.lines.values()].filter(({ promise, group }) => promise === 'operators' && group !== null)).toHaveLength(47);
});

it('[MON-3, MON-4, WIN-7] mobile network: 30 busy hours with a mean of 46.3% credit 7.71 on 128.50, and 9.51 by exact points', () => {
  const full = judge('mobile-network');
  expect(full.window('busy-hour-connect', null, '2026-06-01')).toMatchObject({ value: '463/1000', state: 'broken', over: true, days: 30 });
  expect(full.ledger('busy-hour-connect').find(({ subject }) => subject === 'bill/2026-06-0001')).toMatchObject({
    amount: '7.71',
    payee: 'c-1001',
  });
  const exact = judge('mobile-network', { book: 'book-exact.yaml' });
  expect(exact.ledger('busy-hour-connect').find(({ subject }) => subject === 'bill/2026-06-0001')).toMatchObject({
    amount: '9.51',
    state: 'owed',
  });
});

it('[OBL-9] mobile network: the first contact owns a complaint to its end, and hand-offs are counted', () => {
  expect(judge('mobile-network').obligation('complaint-answered', 'complaint/M-7')).toMatchObject({
    owner: 'Chen',
    handoffs: 2,
    state: 'kept',
  });
});

it('[MON-6] minibuses: a fare of 2.00 charged wrongly pays 6.00 to the passenger, and 20.00 is an internal fine on the conductor', () => {
  const { ledger, state } = judge('city-minibuses', { asOf: '2026-06-18T12:00:00+08:00' });
  const lines = ledger('right-fare').filter(({ subject }) => subject === 'complaint/B-4');
  expect(lines.filter(({ internal }) => internal !== true).map(({ payee, amount }) => [payee, amount])).toEqual([
    ['p-14', '2.00'],
    ['p-14', '4.00'],
  ]);
  expect(lines.filter(({ internal }) => internal === true)).toMatchObject([{ payee: 'cond-4', payee_role: 'conductor', amount: '20.00' }]);
  expect(JSON.stringify(wallView(state, { boardId: 'company', banner: null }))).not.toMatch(/cond-|dismissal|fine/);
});

it('[AVL-3] minibuses: complaints for every 10,000 passengers have a streak and a record', () => {
  const window = judge('city-minibuses').window('zero-complaints', null, '2026-01-01');
  expect(window?.state).toBe('broken');
  expect(window?.since).toBe('2026-06-18T09:30:00+08:00');
  // From 5 December 2025, 10:00, to 17 June 2026, 10:00: 194 days.
  expect(window?.record).toBe(194 * 86_400);
});

it('[CLK-1] business lines: a work order at 17:50:00 phoned at 18:50:00 is kept, at 18:50:01 broken', () => {
  const { obligation } = judge('business-lines');
  expect(obligation('first-call', 'order/W-1')).toMatchObject({ met: '2026-06-10T18:50:00+08:00', state: 'kept' });
  expect(obligation('first-call', 'order/W-2')).toMatchObject({ met: '2026-06-11T18:50:01+08:00', state: 'broken' });
});

it('[AVL-2, WIN-6] business lines: of the 2,592,000 s of June 2026 at 99.99%, 259 s down is kept and 260 s is broken', () => {
  const { window } = judge('business-lines');
  expect(window('line-up', 'L-1', '2026-06-01')).toMatchObject({ all: 2_592_000, good: 2_592_000 - 259, state: 'kept' });
  expect(window('line-up', 'L-2', '2026-06-01')).toMatchObject({ all: 2_592_000, good: 2_592_000 - 260, state: 'broken' });
});

it('[OBL-8, CAL-5] business lines: an AA circuit inspected on 2026-01-31 is due by the end of 2026-03-31, an A one of 2025-11-30 by that of 2026-02-28', () => {
  const { obligation } = judge('business-lines');
  const due = (subject: string, opens: string) => {
    for (let nth = 1; nth < 9; nth += 1) {
      const found = obligation('inspected', subject, nth);
      if (found?.opens.startsWith(opens)) return found.due;
    }
    return null;
  };
  expect(due('L-3', '2026-01-31')).toBe('2026-04-01T00:00:00+08:00');
  expect(due('L-4', '2025-11-30')).toBe('2026-03-01T00:00:00+08:00');
});

it('[CAL-1, CAL-3] contract: signed 2026-02-12, due 2026-03-04 18:00; delivered 2026-03-04 10:00, to be paid by 2026-03-25 18:00', () => {
  const { obligation } = judge('commercial-contract');
  expect(obligation('delivered', 'contract/K-1')).toMatchObject({ due: '2026-03-04T18:00:00+08:00', state: 'kept' });
  expect(obligation('paid', 'contract/K-1')).toMatchObject({ due: '2026-03-25T18:00:00+08:00', state: 'kept' });
});

it('[OBL-10, CLK-4] courier: a late kitchen is the kitchen’s breach and not the rider’s, and too early is not kept either', () => {
  const { obligation, stage, ledger } = judge('courier');
  expect(stage('in-the-slot', 'order/A-2', 'kitchen')?.state).toBe('broken');
  expect(stage('in-the-slot', 'order/A-2', 'ride')?.state).toBe('kept');
  expect(obligation('in-the-slot', 'order/A-2')?.state).toBe('kept');
  expect(obligation('in-the-slot', 'order/A-3')?.state).toBe('broken');
  expect(stage('in-the-slot', 'order/A-4', 'ride')?.state).toBe('broken');
  expect(ledger('in-the-slot').map(({ subject }) => subject)).toEqual(['order/A-3', 'order/A-4', 'order/A-6']);
});

it('[MON-2, MON-7] guarantee: one accident pays 50,000.00 once, settled within its 30 days', () => {
  const { ledger, obligation } = judge('beauty-guarantee');
  expect(ledger('no-accident')).toMatchObject([{ subject: 'treatment/T-3', payee: 'p-3', amount: '50000.00', state: 'settled' }]);
  expect(obligation('no-accident/remedy', 'treatment/T-3')?.state).toBe('kept');
});

it('[MON-2, MON-5] public board: a complaint goes from filed to verified or rejected to settled', () => {
  const lines = judge('public-board')
    .ledger('on-time')
    .filter(({ internal }) => internal !== true);
  expect(lines.map(({ subject, amount, state }) => [subject, amount, state])).toEqual([
    ['complaint/R-2026-0001', '15.00', 'settled'],
    ['complaint/R-2026-0002', '15.00', 'owed'],
    ['complaint/R-2026-0004', '15.00', 'claimed'],
  ]);
});
