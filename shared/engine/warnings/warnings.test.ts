import { expect, it } from 'vitest';
import { bookOf } from '../../../test/simulation/world.ts';
import type { KeptEvent } from '../../event/index.ts';
import { advance, applyBatch, type Change, type EngineState, emptyState, warningEntries } from '../index.ts';
import { Warnings } from './warnings.ts';

const MINUTE_MS = 60_000;
const START_MS = Date.UTC(2026, 0, 5, 8);
/** With too few lessons a forecast is the share that broke lately, 10%: the first book warns of all, the second of none. */
const bookWarningFrom = (chance: number) =>
  bookOf(`
book: warn
timezone: UTC
currency: EUR
promises:
  - id: repaired
    says: { en: "Repaired within four hours.", zh: "四小时内修复。" }
    kind: deadline
    opens: ticket.opened
    met: ticket.repaired
    within: 4h
    warn: { chance: ${chance} }
`);
const [EAGER, CALM] = [bookWarningFrom(0.05), bookWarningFrom(0.9)];

type Told = readonly [type: string, minute: number, subject: string, data?: KeptEvent['data']];
type Lived = { readonly state: EngineState; readonly said: readonly string[]; readonly changes: readonly Change[] };

/** Each event is received as it happens, and time goes on to the end. */
function lived(book: typeof EAGER, story: readonly Told[], endMinute: number): Lived {
  const state = emptyState(book);
  const changes: Change[] = [];
  story.forEach(([type, minute, subject, data = {}], index) => {
    const atMs = START_MS + minute * MINUTE_MS;
    const event = { id: `${index}`, source: '/t', type, time: new Date(atMs).toISOString(), subject, data };
    changes.push(...applyBatch(state, { firstPlace: index + 1, receivedAtMs: atMs, events: [event] }));
  });
  changes.push(...advance(state, START_MS + endMinute * MINUTE_MS));
  const said = changes.flatMap((change) => {
    if (change.kind !== 'warning') return [];
    const { warning, outcome, what, atMs } = change;
    return [`${Math.floor((atMs - START_MS) / MINUTE_MS)} ${warning.subject} ${what} ${warning.by} ${outcome ?? ''}`.trim()];
  });
  return { state, said, changes };
}

function today({ state }: Lived) {
  return state.warnings.dayOf(state.book.zone.localDayOf(START_MS)).get('repaired');
}

it('[WARN-2] it warns when the chance reaches the threshold of its promise, with chance, breach and driver', () => {
  const { state, said, changes } = lived(EAGER, [['ticket.opened', 0, 'ticket/1']], 1);
  expect(said).toEqual(['0 ticket/1 raised model']);
  const raised = changes.find((change) => change.kind === 'warning');
  expect(raised?.warning).toMatchObject({
    chance: 0.1,
    threshold: 0.05,
    breaksAtMs: START_MS + 240 * MINUTE_MS,
    driver: { key: 'driver.learning' },
  });
  expect([...state.warnings.values()]).toHaveLength(1);
  expect(lived(CALM, [['ticket.opened', 0, 'ticket/1']], 1).said).toEqual([]);
});
it('[WARN-3] when three quarters are gone it warns by the rule, marked as such, and a breach that the model did not warn of is missed', () => {
  const told = lived(CALM, [['ticket.opened', 0, 'ticket/1']], 241);
  expect(told.said).toEqual(['180 ticket/1 raised rule', '240 ticket/1 ended rule true']);
  expect(today(told)).toMatchObject({ raised: 0, byRule: 1, true: 0, missed: 1 });
});
it('[WARN-4] it is scored once decided: true, false, or averted where somebody acted between the warning and the end', () => {
  const told = lived(
    EAGER,
    [
      ['ticket.opened', 0, 'ticket/broken'],
      ['ticket.opened', 1, 'ticket/kept'],
      ['ticket.opened', 2, 'ticket/saved'],
      ['ticket.assigned', 30, 'ticket/saved', { to: 'Ann' }],
      ['ticket.repaired', 60, 'ticket/kept'],
      ['ticket.repaired', 90, 'ticket/saved'],
      ['ticket.assigned', 95, 'ticket/kept', { to: 'Ben' }],
    ],
    300,
  );
  expect(told.said.filter((line) => line.includes('ended'))).toEqual([
    '60 ticket/kept ended model false',
    '90 ticket/saved ended model averted',
    '240 ticket/broken ended model true',
  ]);
  expect(today(told)).toMatchObject({ raised: 3, true: 1, false: 1, averted: 1, missed: 0, leadMinutes: [239] });
});
it('[WARN-5] it stands while the chance is near its threshold, for five minutes at the least, and until two calm updates running', () => {
  const warnings = new Warnings();
  const changes: Change[] = [];
  const look = (minute: number, chance: number) => {
    const about = { about: 'a', promise: 'p', subject: 's', group: null, breaksAtMs: 9e12, driver: null, pastRuleAtMs: null };
    warnings.look({ ...about, chance, threshold: 0.5 }, { day: 1, atMs: minute * MINUTE_MS }, changes);
    return warnings.on('a') !== undefined;
  };
  expect([look(0, 0.4), look(1, 0.5), look(2, 0.1), look(3, 0.1), look(4, 0.1)]).toEqual([false, true, true, true, true]);
  expect([look(5, 0.46), look(7, 0.45), look(8, 0.45), look(9, 0.49), look(10, 0.5)]).toEqual([true, true, false, false, true]);
  expect(changes.map((change) => change.kind === 'warning' && [change.what, change.outcome])).toEqual([
    ['raised', null],
    ['ended', 'calm'],
    ['raised', null],
  ]);
  expect(warnings.dayOf(1).get('p')?.raised).toBe(1);
});
it('[WARN-3, WARN-7] the rule warns from when three quarters were gone: what was told late is no flood of now', () => {
  const warnings = new Warnings();
  const looked = { promise: 'p', group: null, breaksAtMs: 9e12, driver: null, chance: 0.1, threshold: 0.5 };
  const nowAtMs = 600 * MINUTE_MS;
  for (const [about, minute] of [
    ['long', 120],
    ['just', 599],
  ] as const)
    warnings.look({ ...looked, about, subject: about, pastRuleAtMs: minute * MINUTE_MS }, { day: 1, atMs: nowAtMs }, []);
  expect(warnings.on('long')).toMatchObject({ by: 'rule', raisedAtMs: 120 * MINUTE_MS });
  expect(warnings.raisedBefore(nowAtMs).map(({ subject }) => subject)).toEqual(['just']);
});
it('[WARN-6] entries for the log say what was warned of, and the same again for the same log', () => {
  const story: readonly Told[] = [
    ['ticket.opened', 0, 'ticket/1'],
    ['ticket.repaired', 60, 'ticket/1'],
  ];
  const entries = warningEntries(lived(EAGER, story, 61).changes);
  expect(entries.map(({ type, data }) => [type, data['outcome'] ?? data['leadMinutes'], data['raisedBy']])).toEqual([
    ['kept.warned', 239, 'model'],
    ['kept.warning-ended', 'false', 'model'],
  ]);
  expect(warningEntries(lived(EAGER, story, 61).changes)).toEqual(entries);
});
it('[WARN-6] folding its own entries changes no verdict and no forecast', () => {
  const plain = lived(EAGER, [['ticket.opened', 0, 'ticket/1']], 1);
  const entries = warningEntries(plain.changes).map((entry) => [entry.type, 1, entry.subject, entry.data] as const);
  const again = lived(EAGER, [['ticket.opened', 0, 'ticket/1'], ...entries], 1);
  expect(again.said).toEqual(plain.said);
  expect(again.state.items.get('ticket/1')?.marks).toHaveLength(1);
});
it('a window that is likely to miss warns once, and is scored when it closes', () => {
  const book = bookOf(`
book: windows
timezone: UTC
currency: EUR
promises:
  - id: answered
    says: { en: "Nine of ten calls answered.", zh: "十个来电接九个。" }
    kind: ratio
    good: call.answered
    all: [call.answered, call.lost]
    window: hour
    target: ">= 90%"
    warn: { chance: 0.3 }
`);
  const calls = Array.from({ length: 40 }, (_, at): Told => [at % 2 === 0 ? 'call.answered' : 'call.lost', at, `call/${at}`]);
  const { said } = lived(book, calls, 70);
  expect(said.filter((line) => line.includes('raised'))).toHaveLength(1);
  expect(said.at(-1)).toMatch(/ended model true$/);
});
