import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RECEIPT_BOOK, RECEIPT_STORY } from '../../../test/data/receipt-story.ts';
import { bookWith, type Told, told } from '../../../test/data/story.ts';
import type { EngineState } from '../../engine/index.ts';
import { rationalOfText } from '../../number/index.ts';
import { type Explanation, explainObligation, explainWindow, explanationText, type ObligationExplanation, windowNamed } from '../index.ts';

const OFFICE = 'calendars:\n  office: { week: { mon-fri: ["09:00-12:00", "13:00-17:30"], sat: ["10:00-12:00"] }, holidays: [US] }\n';
const TICKET = `opens: ticket.opened
met: ticket.resolved
broken: [ticket.closed]
stops: [{ from: ticket.waiting, to: ticket.resumed }]`;
const at = (atMs: number) => new Date(atMs).toISOString();

/** A book whose one promise gives an allowance. */
function bookOfLimit(keys: string, parts = ''): string {
  return bookWith(`${TICKET}\n${keys}`, parts).replace(/ {4}(due|late): .*\n/g, '');
}

function explained(state: EngineState, subject = 'item/1'): ObligationExplanation {
  const obligation = state.items.get(subject)?.obligations[0];
  if (obligation === undefined) throw new Error('the story opens nothing');
  return explainObligation(state, obligation);
}

/** Numbers as they are written, with their colons: a time is one number. */
const numbersIn = (text: string) => text.match(/\d+(?:[.:]\d+)*/g) ?? [];

/** Every number of the text must stand in the data, which says it without its sentences. */
function unfounded(explanation: Explanation): readonly string[] {
  const { told: _sentences, ...data } = explanation;
  const whole = JSON.stringify(data);
  return (['en', 'zh'] as const).flatMap((language) => {
    const text = explanationText(explanation, language);
    expect(text).not.toMatch(/\{\w+\}|undefined|null/);
    return numbersIn(text).filter((number) => !whole.includes(number));
  });
}

const STORY = fc.record({
  openedAtMs: fc.integer({ min: Date.UTC(2024, 0, 1), max: Date.UTC(2026, 11, 1) }),
  amount: fc.integer({ min: 1, max: 90 }),
  unit: fc.constantFrom('s', 'min', 'h', 'h elapsed', 'd elapsed'),
  isStrict: fc.boolean(),
  hasCalendar: fc.boolean(),
  stops: fc.array(fc.tuple(fc.integer({ min: 0, max: 200_000 }), fc.integer({ min: 1, max: 400_000 })), { maxLength: 3 }),
  isStopped: fc.boolean(),
  metAfterS: fc.option(fc.integer({ min: 0, max: 3_000_000 })),
  waitS: fc.integer({ min: 0, max: 6_000_000 }),
});

describe('an explanation of an obligation', () => {
  it('[CLK-1, CLK-2, CLK-3] has spans that add up to the time allowed, and to it with what is left while a stop holds', () => {
    fc.assert(
      fc.property(STORY, ({ openedAtMs, amount, unit, isStrict, hasCalendar, stops, isStopped, metAfterS, waitS }) => {
        const keys = `within: ${isStrict ? '<' : ''}${amount}${unit}\n${hasCalendar ? 'calendar: office' : ''}`;
        const marks: Told[] = [['ticket.opened', at(openedAtMs)]];
        let atMs = openedAtMs;
        for (const [afterS, lastsS] of stops) {
          marks.push(['ticket.waiting', at(atMs + afterS * 1000)], ['ticket.resumed', at(atMs + (afterS + lastsS) * 1000)]);
          atMs += (afterS + lastsS) * 1000;
        }
        if (isStopped) marks.push(['ticket.waiting', at(atMs + 60_000)]);
        if (metAfterS !== null) marks.push(['ticket.resolved', at(openedAtMs + metAfterS * 1000)]);
        const explanation = explained(told(bookOfLimit(keys, hasCalendar ? OFFICE : ''), marks, at(atMs + waitS * 1000)));
        const { sum, spans, due, state } = explanation;
        expect(sum.ms).toBe(spans.reduce((total, span) => total + (span.counts ? span.ms : 0), 0));
        if (due !== null) expect(sum.ms).toBe(sum.allowance_ms);
        else if (state === 'stopped') expect(sum.ms + (sum.left_ms ?? 0)).toBe(sum.allowance_ms);
        else expect(sum.ms).toBeLessThanOrEqual(sum.allowance_ms ?? 0);
        expect(spans[0]?.from ?? explanation.started).toBe(explanation.started);
        spans.slice(1).forEach((span, index) => {
          expect(span.from).toBe(spans[index]?.to);
        });
        expect(unfounded(explanation)).toEqual([]);
      }),
      { seed: 31, numRuns: 100 },
    );
  });
  it('says which limit applied and why, with its unit as written', () => {
    const parts = `${OFFICE}register:\n  customer: { key: data.customer, default: { tier: standard } }\n`;
    const book = bookOfLimit(
      `calendar: office
tier: customer.tier
within: { gold: 2d, silver: 2wd, default: 1 month }
limits: [{ when: 'data.key == true', within: 45min }]`,
      parts,
    );
    const limitOf = (tier: string, key = false) =>
      explained(
        told(
          book,
          [
            ['register.put', '2026-06-01T00:00:00Z', { on: 'customer/c', data: { kind: 'customer', tier } }],
            ['ticket.opened', '2026-06-18T18:00:00Z', { data: { customer: 'c', key } }],
          ],
          '2026-06-18T19:00:00Z',
        ),
      );
    expect(limitOf('gold').limit).toMatchObject({
      written: '2 d',
      unit: 'working',
      by: 'tier',
      tier: [{ of: 'customer.tier', key: 'gold' }],
    });
    expect(limitOf('gold').told.promised.at(-1)?.en).toBe('The time allowed is 2 d (working time), by its tier: customer.tier = gold.');
    expect(limitOf('silver').limit).toMatchObject({ written: '2 wd', unit: 'wd', by: 'tier' });
    expect(limitOf('silver').sum).toMatchObject({ days: 2, allowance_ms: null });
    expect(limitOf('silver').rules).toContain('CAL-3');
    expect(limitOf('iron').limit).toMatchObject({ written: '1 month', unit: 'months', by: 'default' });
    expect(limitOf('gold', true).limit).toMatchObject({ written: '45 min', by: 'condition', condition: 'data.key == true' });
  });
  it.each<readonly [string, readonly Told[], Partial<ObligationExplanation>, string]>([
    ['kept', [['ticket.resolved', '2026-06-18T18:30:00Z']], { state: 'kept', rules: ['CLK-1', 'OBL-2'] }, 'kept.'],
    ['broken by its due', [], { state: 'broken', rules: ['CLK-1'] }, 'broken.'],
    ['met too late', [['ticket.resolved', '2026-06-18T19:30:00Z']], { state: 'broken', rules: ['CLK-1', 'OBL-3'] }, 'does not mend it.'],
    ['broken by an event', [['ticket.closed', '2026-06-18T18:30:00Z']], { state: 'broken', rules: ['OBL-2'] }, 'broken.'],
    [
      'excluded',
      [['kept.excluded', '2026-06-18T18:30:00Z', { data: { promise: 'leaves', nth: 1, by: 'lead', reason: 'a test' } }]],
      { state: 'excluded', rules: ['OBL-7'] },
      'a test.',
    ],
  ])('names the rules that decided one that is %s', (_name, marks, expected, end) => {
    const book = bookOfLimit('within: 1h');
    const explanation = explained(told(book, [['ticket.opened', '2026-06-18T18:00:00Z'], ...marks], '2026-06-18T20:00:00Z'));
    expect(explanation).toMatchObject(expected);
    expect(
      explanation.told.decided
        .map(({ en }) => en)
        .join(' ')
        .endsWith(end),
    ).toBe(true);
    expect(unfounded(explanation)).toEqual([]);
  });
  it('[OBL-10] explains a stage by its own limit, from the end of the one before it', () => {
    const book = bookOfLimit(`within: 3h
stages:
  - { name: found, met: ticket.found, within: 1h }
  - { name: mended, met: ticket.resolved, within: 90min }`);
    const story: readonly Told[] = [
      ['ticket.opened', '2026-06-18T12:00:00Z'],
      ['ticket.found', '2026-06-18T12:40:00Z'],
    ];
    const state = told(book, story, '2026-06-18T14:30:00Z');
    const mended = state.items.get('item/1')?.obligations.find(({ stage }) => stage === 'mended');
    if (mended === undefined) throw new Error('the stage has not begun');
    const explanation = explainObligation(state, mended);
    expect(explanation).toMatchObject({
      stage: 'mended',
      limit: { written: '90 min', by: 'all' },
      started: '2026-06-18T08:40:00-04:00',
      sum: { ms: 5_400_000, allowance_ms: 5_400_000 },
      state: 'broken',
      rules: ['CLK-1', 'OBL-10'],
      owes: [],
    });
    expect(unfounded(explanation)).toEqual([]);
  });
  it('[CLK-4] explains a time that the event sets, and one that is met too early', () => {
    const book = bookWith('early: 10min\nlate: <15min');
    const story: readonly Told[] = [
      ['departure.scheduled', '2013-03-01T00:00:00-05:00', { data: { scheduled: '2013-03-04T12:00:00-05:00' } }],
      ['departure.departed', '2013-03-04T11:45:00-05:00'],
    ];
    const explanation = explained(told(book, story, '2013-03-04T13:00:00-05:00'));
    expect(explanation).toMatchObject({
      limit: { kind: 'due', early: '0:10:00', late: '0:14:59.999' },
      earliest: '2013-03-04T11:50:00-05:00',
      rules: ['CLK-4'],
      told: { decided: [{ en: 'It was met at 2013-03-04 11:45, before the earliest time 2013-03-04 11:50: broken.' }] },
    });
    expect(unfounded(explanation)).toEqual([]);
  });
  it('says what it would owe while it is open, and what it owes once it is broken', () => {
    const book = bookOfLimit('within: 1h\nremedy: [{ pay: 50% of item.fee, to: data.customer }, { do: apology }]');
    const opened: Told = ['ticket.opened', '2026-06-18T18:00:00Z', { data: { fee: 46, customer: 'c-7' } }];
    expect(explained(told(book, [opened], '2026-06-18T18:30:00Z')).owes).toMatchObject([
      { state: 'would-owe', amount: '23.00', payee: 'c-7', formula: '50% of item.fee 46.00' },
      { state: 'would-owe', deed: 'apology' },
    ]);
    expect(explained(told(book, [opened], '2026-06-18T19:30:00Z')).owes.map(({ state }) => state)).toEqual(['owed', 'owed']);
  });
});

describe('an explanation of a window', () => {
  const state = told(RECEIPT_BOOK, RECEIPT_STORY, '2026-07-03T12:00:00+08:00');
  const windowOf = (promise: string, group: string | null, time: string, from = state) => {
    const named = windowNamed(from, { promise, group, atMs: Date.parse(time) });
    return named === null ? null : explainWindow(from, named);
  };

  it('[WIN-6] has terms that add up to the share, which is exact before it is rounded', () => {
    const explanation = windowOf('repaired-share', null, '2026-06-10T00:00:00+08:00');
    expect(explanation).toMatchObject({
      from: '2026-06-01T00:00:00+08:00',
      over: true,
      value: '1/2',
      rounded: '50.00%',
      state: 'broken',
      sum: { good: 1, all: 2 },
      owes: [{ amount: '4000.00', formula: '100 CNY × 40 points' }],
    });
    expect(explanation === null ? ['none'] : unfounded(explanation)).toEqual([]);
  });
  it('[AVL-2] has the stretches of a subject, in seconds', () => {
    const explanation = windowOf('line-up', 'circuit/C-17', '2026-06-10T00:00:00+08:00');
    expect(explanation?.terms.map(({ what, good, all }) => [what.en, good, all])).toEqual([
      ['Up', 702_720, 702_720],
      ['Down', 0, 2_970],
      ['Up', 1_886_310, 1_886_310],
    ]);
    const { good, all } = explanation?.sum ?? { good: 0, all: 0 };
    expect(rationalOfText(String(good))).not.toBeNull();
    expect(explanation?.value).toBe(`${good / 270}/${all / 270}`);
    expect(explanation === null ? ['none'] : unfounded(explanation)).toEqual([]);
  });
  it('shows so many digits that a miss does not look met', () => {
    const story: readonly Told[] = [
      ['line.down', '2026-06-09T03:00:00+08:00', { on: 'circuit/C-1' }],
      ['line.up', '2026-06-09T03:43:12.001+08:00', { on: 'circuit/C-1' }],
    ];
    const explanation = windowOf(
      'line-up',
      'circuit/C-1',
      '2026-06-10T00:00:00+08:00',
      told(RECEIPT_BOOK, story, '2026-07-03T12:00:00+08:00'),
    );
    expect(explanation).toMatchObject({ state: 'broken', rounded: '99.89999996%' });
  });
  it('[WIN-8] of a deadline promise has those that broke, against what is tolerated', () => {
    const explanation = windowOf('repaired', null, '2026-06-22T12:00:00+08:00');
    expect(explanation).toMatchObject({ how: 'broken', value: '1/1', target: { text: '≤ 0' }, state: 'broken' });
    expect(explanation?.told.promised.at(-1)?.en).toBe('At most 0 may break.');
  });
  it.each([
    [
      'measure: median of data.seconds\ntarget: "<= 90s"',
      { how: 'statistic', unit: 'seconds', rounded: '75 s', target: { text: '≤ 90 s' } },
    ],
    ['measure: mean of daily share\ntarget: ">= 60%"', { how: 'mean', unit: 'share', rounded: '75.00%', state: 'kept' }],
  ])('[WIN-6] has the terms of %j', (keys, expected) => {
    const book = `book: calls
timezone: Asia/Shanghai
currency: CNY
promises:
  - id: quick
    says: { en: "Quick.", zh: "快。" }
    kind: ratio
    good: call.answered
    all: [call.answered, call.lost]
    window: month
${keys
  .split('\n')
  .map((key) => `    ${key}`)
  .join('\n')}
`;
    const calls = [30, 60, 90, 120].map((seconds, index): Told => {
      const type = index === 3 ? 'call.lost' : 'call.answered';
      return [type, `2026-06-0${1 + (index >> 1)}T10:0${index}:00+08:00`, { on: `call/${index}`, data: { seconds } }];
    });
    const explanation = windowOf('quick', null, '2026-06-10T00:00:00+08:00', told(book, calls, '2026-07-03T12:00:00+08:00'));
    expect(explanation).toMatchObject(expected);
    expect(explanation === null ? ['none'] : unfounded(explanation)).toEqual([]);
  });
  it('is none for what the promise has no line for, and for a window to come', () => {
    expect(windowOf('repaired-share', 'Hefei', '2026-06-10T00:00:00+08:00')).toBeNull();
    expect(windowOf('repaired-share', null, '2026-08-10T00:00:00+08:00')).toBeNull();
    expect(windowOf('nothing', null, '2026-06-10T00:00:00+08:00')).toBeNull();
  });
});
