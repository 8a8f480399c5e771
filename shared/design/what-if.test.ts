import { describe, expect, it } from 'vitest';
import { BASE_BOOK, eventsOf, type Told } from '../../test/data/story.ts';
import { LEDGER_END_MS, LEDGER_TEXT, ledgerDays } from '../../test/simulation/ledger-world.ts';
import { bookOf, DEPARTURES_BOOK, departuresDay, termsOf } from '../../test/simulation/world.ts';
import type { Book, Terms } from '../book/index.ts';
import { stateAsOf } from '../engine/index.ts';
import type { KeptEvent } from '../event/index.ts';
import { decimalText } from '../number/index.ts';
import { judgementLines } from '../view/index.ts';
import { changedBook, done, type History, termChange, whatIf } from './index.ts';

const whole = (events: readonly KeptEvent[], more: Partial<History> = {}): History => ({
  events,
  asOfMs: null,
  fromAtMs: null,
  toAtMs: null,
  ...more,
});

function changedTo(text: string, ...set: readonly string[]): Terms {
  const read = changedBook({ text, bases: {} }, set.map(termChange));
  if (!read.ok) throw new Error(JSON.stringify(read.issues));
  return read;
}

function asked(was: Terms, would: Terms, history: History, isWarned = false) {
  const answer = done(whatIf({ was, would, history, isWarned }));
  if (answer === null) throw new Error('there are events');
  return answer;
}

/** What `kept judge` prints, added up by promise. */
function judgedSums(book: Book, events: readonly KeptEvent[], asOfMs: number) {
  const state = stateAsOf(book, events, { asOfMs, places: null });
  const sums = new Map<string, Record<string, number>>();
  const add = (promise: string, what: string, by: number) => {
    const sum = sums.getOrInsertComputed(promise, () => ({}));
    sum[what] = Math.round(((sum[what] ?? 0) + by) * 100) / 100;
  };
  for (const line of state === null ? [] : judgementLines(state)) {
    if (line.kind === 'obligation' && line.stage === undefined) add(line.promise, line.state, 1);
    if (line.kind === 'window' && line.over) add(line.promise, `window ${line.state}`, 1);
    if (line.kind === 'promise' && line.over && line.group === undefined) add(line.promise, `window ${line.state}`, 1);
    if (line.kind === 'ledger' && ['owed', 'settled', 'difference'].includes(line.state))
      add(line.promise, line.internal === true ? 'fined' : 'owed', Number(line.amount));
  }
  return sums;
}

const WORLDS: readonly (readonly [string, string, readonly KeptEvent[], number])[] = [
  ['departures', DEPARTURES_BOOK, departuresDay(3, Date.UTC(2013, 6, 1, 8), 150), Date.UTC(2013, 6, 3)],
  ['money', LEDGER_TEXT, ledgerDays(5), LEDGER_END_MS],
];

describe.each(WORLDS)('a what-if over %s', (_, text, events, asOfMs) => {
  it('[DES-2] says of a book what `kept judge` says of it, added up', () => {
    const answer = asked(termsOf(text), termsOf(text), whole(events, { asOfMs }));
    const sums = judgedSums(bookOf(text), events, asOfMs);
    for (const { promise, was, would, difference } of answer.rows) {
      const sum = sums.get(promise) ?? {};
      expect([was, difference], promise).toEqual([would, {}]);
      expect(was, promise).toMatchObject({
        kept: sum['kept'] ?? 0,
        broken: sum['broken'] ?? 0,
        open: (sum['open'] ?? 0) + (sum['stopped'] ?? 0),
        excluded: sum['excluded'] ?? 0,
        noData: sum['no-data'] ?? 0,
        windowsKept: sum['window kept'] ?? 0,
        windowsBroken: sum['window broken'] ?? 0,
        windowsNoData: sum['window no-data'] ?? 0,
      });
      const { owedMinor = 0, finedMinor = 0 } = was ?? {};
      expect([owedMinor, finedMinor].map((minor) => Number(decimalText(BigInt(minor), 2)))).toEqual([sum['owed'] ?? 0, sum['fined'] ?? 0]);
    }
  });
  it('gives shares of the work that rise to 1, and plain data', () => {
    const work = whatIf({ was: termsOf(text), would: termsOf(text), history: whole(events, { asOfMs }), isWarned: false });
    const shares: number[] = [];
    let turn = work.next();
    for (; turn.done !== true; turn = work.next()) shares.push(turn.value);
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));
    expect(shares.at(-1)).toBeLessThanOrEqual(1);
    expect(JSON.parse(JSON.stringify(turn.value))).toEqual(turn.value);
  });
});

/** One departure an hour, each ten minutes later than the one before. */
const LATER_AND_LATER: readonly Told[] = Array.from({ length: 6 }, (_, hour): readonly Told[] => {
  const on = `departure/${hour}`;
  const scheduled = `2013-03-04T1${hour}:00:00Z`;
  return [
    ['departure.scheduled', '2013-03-04T05:00:00Z', { on, data: { scheduled } }],
    ['departure.departed', `2013-03-04T1${hour}:${String(hour * 10).padStart(2, '0')}:00Z`, { on }],
  ];
}).flat();
const STORY = whole(eventsOf([...LATER_AND_LATER, ['departure.departed', '2013-03-06T00:00:00Z', { on: 'other' }]]));

describe('a changed term', () => {
  it('[DES-2] shows what was, what would be, and the difference in verdicts and money', () => {
    const [row] = asked(termsOf(BASE_BOOK), changedTo(BASE_BOOK, 'leaves.late=35min'), STORY).rows;
    expect(row).toMatchObject({
      promise: 'leaves',
      was: { kept: 2, broken: 4, windowsBroken: 1, good: 2, all: 6, owedMinor: 8_000 },
      would: { kept: 4, broken: 2, windowsBroken: 1, good: 4, all: 6, owedMinor: 4_000 },
      difference: { kept: 2, broken: -2, good: 2, owedMinor: -4_000 },
    });
  });
  it('[DES-2] may be a remedy, a tolerance or several at once', () => {
    const other = changedTo(BASE_BOOK, 'leaves.remedy=[{ pay: 5 USD }, { fine: 1 USD, on: data.crew }]', 'leaves.tolerate=4');
    const [row] = asked(termsOf(BASE_BOOK), other, STORY).rows;
    expect(row?.difference).toEqual({ windowsKept: 1, windowsBroken: -1, owedMinor: -6_000, finedMinor: 400 });
  });
  it('[DES-1] counts obligations that open in the span, and windows that lie in it', () => {
    const span = { fromAtMs: Date.UTC(2013, 2, 4, 5), toAtMs: Date.UTC(2013, 2, 4, 5) + 1 };
    const other = { ...STORY, ...span };
    expect(asked(termsOf(BASE_BOOK), termsOf(BASE_BOOK), other).rows[0]?.was).toMatchObject({ kept: 2, broken: 4, windowsBroken: 0 });
    const after = { ...STORY, fromAtMs: span.toAtMs };
    expect(asked(termsOf(BASE_BOOK), termsOf(BASE_BOOK), after).rows[0]?.was).toMatchObject({ kept: 0, broken: 0, owedMinor: 0 });
  });
  it('[DES-3] holds from the first day, over every version of the book', () => {
    const versions =
      'versions:\n  - { from: 2013-01-01, note: first }\n  - { from: 2013-03-01, note: strict, promises: [{ id: leaves, late: 0s }] }\n';
    const text = `${BASE_BOOK}${versions}`;
    const [row] = asked(termsOf(text), changedTo(text, 'leaves.late=35min'), STORY).rows;
    expect([row?.was?.kept, row?.would?.kept]).toEqual([1, 4]);
  });
  it('[DES-3] reaches into a map and keeps the rest of it', () => {
    const text = BASE_BOOK.replace('    due: data.scheduled\n    late: 15min', '    tier: data.tier\n    within: { gold: 1h, silver: 2h }');
    const { book } = changedTo(text, 'leaves.within.gold=30min', 'leaves.within.bronze=3h');
    expect(book.versions[0]?.promises[0]).toMatchObject({ limit: { limits: { byTier: { tiers: { size: 3 } } } } });
  });
  it('that makes no book is told by its faults, and one that cannot be read is refused', () => {
    const read = changedBook({ text: BASE_BOOK, bases: {} }, [termChange('leaves.late=soon')]);
    expect(read).toMatchObject({ ok: false, issues: [{ path: 'promises.leaves.late' }] });
    expect(() => termChange('leaves')).toThrow('promise.key=value');
    expect(() => termChange('leaves=3')).toThrow('promise.key=value');
  });
  it('of the currency cannot be compared', () => {
    const euro = termsOf(BASE_BOOK.replaceAll('USD', 'EUR'));
    expect(() => asked(termsOf(BASE_BOOK), euro, STORY)).toThrow('cannot be compared');
  });
});

it('a promise that only one of the books has stands alone', () => {
  const other = termsOf(BASE_BOOK.replace('id: leaves', 'id: goes'));
  const { rows } = asked(termsOf(BASE_BOOK), other, STORY);
  expect(rows.map(({ promise, was, would }) => [promise, was === null, would === null])).toEqual([
    ['leaves', false, true],
    ['goes', true, false],
  ]);
});
it('[DES-2] counts the warnings that would have been raised, where that is asked for', () => {
  const answer = asked(termsOf(BASE_BOOK), changedTo(BASE_BOOK, 'leaves.late=3h'), STORY, true);
  const [row] = answer.rows;
  expect(row?.was?.warnings).toBeGreaterThan(0);
  expect(row?.would?.warnings).toBeLessThan(row?.was?.warnings ?? 0);
  expect(asked(termsOf(BASE_BOOK), termsOf(BASE_BOOK), STORY).rows[0]?.was?.warnings).toBeNull();
});
it('nothing is answered to no events', () => {
  const LEDGER = termsOf(LEDGER_TEXT);
  expect(done(whatIf({ was: LEDGER, would: LEDGER, history: whole([]), isWarned: false }))).toBeNull();
});
