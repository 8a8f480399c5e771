import { describe, expect, it } from 'vitest';
import { readBook } from '../book/index.ts';
import { stateAsOf } from '../engine/index.ts';
import type { JsonObject, KeptEvent } from '../event/index.ts';
import { sayLint } from '../text/index.ts';
import { historyOf, lintBook } from './index.ts';

const HEAD = `
book: linted
timezone: Asia/Shanghai
currency: CNY
calendars: { office: { week: { mon-fri: ["09:00-18:00"] } }, never: { week: { mon: [] } } }
register: { customer: { key: data.customer } }
promises:
`;
const GOOD = `{ id: good, says: { en: "We phone you within 60 minutes.", zh: "六十分钟内回电。" }, short: { en: Phoned, zh: 回电 }, kind: deadline, opens: ticket.opened, met: ticket.contacted, within: 60min, remedy: { pay: 20 CNY, to: data.customer } }`;

const shareOf = (words: string, good: string) =>
  `{ id: share, says: { en: "Nine of ten are phoned ${words}.", zh: "十有九回电。" }, short: { en: Share, zh: 比例 }, kind: ratio, ${good === 'good' ? 'of: good' : `good: ${good}, all: ticket.opened`}, window: day, target: ">= 90%", remedy: { pay: 20 CNY, to: data.customer } }`;

function bookOf(promises: readonly string[], rest = '') {
  const read = readBook(`${HEAD}${promises.map((promise) => `  - ${promise}\n`).join('')}${rest}`);
  if (!read.ok) throw new Error(JSON.stringify(read.issues));
  return read.book;
}

function found(promise: string, ...others: readonly string[]): readonly string[] {
  const { findings } = lintBook(bookOf([promise, ...others]), null);
  return findings.map(
    ({ level, principle, text, fix }) => `${level} ${principle}: ${sayLint('en', text.key, text.args)} ${sayLint('en', fix.key, fix.args)}`,
  );
}

/** Tickets, one an hour from midnight, each phoned after so many minutes; `null` is never. */
function tickets(minutes: readonly (number | null)[], data: JsonObject = {}): readonly KeptEvent[] {
  const atMs = (hour: number) => Date.UTC(2026, 5, 1) + hour * 3_600_000;
  const event = (type: string, number: number, ms: number): KeptEvent => ({
    id: `${type} ${number}`,
    source: '/desk',
    type,
    time: new Date(ms).toISOString(),
    subject: `ticket/${number}`,
    data,
  });
  return minutes.flatMap((minute, number) => [
    event('ticket.opened', number, atMs(number)),
    ...(minute === null ? [] : [event('ticket.contacted', number, atMs(number) + minute * 60_000)]),
  ]);
}

function withHistory(promises: readonly string[], events: readonly KeptEvent[]) {
  const book = bookOf(promises);
  const state = stateAsOf(book, events, { asOfMs: Date.UTC(2026, 6, 1), places: null });
  if (state === null) throw new Error('There are no events.');
  return lintBook(book, historyOf(state, events));
}

it('a promise that is well made has nothing found, and all points that can be given', () => {
  expect(found(GOOD)).toEqual([]);
  const { scores } = lintBook(bookOf([GOOD]), null);
  expect(scores).toEqual([
    {
      promise: 'good',
      completeness: 'complete',
      points: { unconditional: 2, clear: 2, beneficial: 2, reliable: null, sincere: null, standardised: 2 },
    },
  ]);
});

describe('each principle has its reasons and a suggestion', () => {
  const cases: readonly (readonly [what: string, promise: string, expected: RegExp])[] = [
    ['hedges', GOOD.replace('We phone', 'We usually phone'), /fix unconditional: “usually” lets the promise off\. Say it without/],
    ['hedges in Chinese', GOOD.replace('六十分钟', '原则上六十分钟'), /fix unconditional: “原则上”/],
    ['vague words', GOOD.replace('within 60 minutes', 'within 60 minutes or a few more'), /fix clear: “a few” is read differently/],
    [
      'exclusions',
      GOOD.replace('within: 60min', 'within: 60min, exclude: [{ when: "data.test == true", reason: a test }]'),
      /look unconditional: Rules that take items out of a public promise: 1/,
    ],
    ['a share that does not say of what', shareOf('in time', 'ticket.contacted'), /fix clear: “in time”/],
    [
      'a rule that lets through what has no such field',
      GOOD.replace('kind: deadline,', 'kind: deadline, public: false,').replace(
        'within: 60min',
        'within: 60min, exclude: [{ when: \'data.topic != "fare"\', reason: other }]',
      ),
      /look clear: An event without data\.topic is not excluded/,
    ],
    ['tolerance', GOOD.replace('within: 60min', 'within: 60min, tolerate: 30%'), /look unconditional: It holds when 30% are broken/],
    ['a limit unsaid', GOOD.replace('within: 60min', 'within: 45min'), /look clear: The words do not say its limit, 45min/],
    [
      'days on a calendar',
      GOOD.replace('within: 60min', 'within: 60d, calendar: office'),
      /look clear: With a calendar, 60d counts working hours.* Did you mean 60wd\?/,
    ],
    ['a calendar that never opens', GOOD.replace('within: 60min', 'within: 60min, calendar: never'), /fix clear: Its calendar never opens/],
    ['no remedy', GOOD.replace(', remedy: { pay: 20 CNY, to: data.customer }', ''), /fix beneficial: A breach gives the customer nothing/],
    ['only deeds', GOOD.replace('{ pay: 20 CNY, to: data.customer }', '{ do: apology }'), /look beneficial: A breach gives words/],
    [
      'only for those who complain',
      GOOD.replace('{ pay: 20 CNY, ', '{ pay: 20 CNY, per: complaint, '),
      /look beneficial: It pays only those who complain/,
    ],
    ['nobody paid', GOOD.replace(', to: data.customer', ''), /look beneficial: It does not say who is paid/],
    ['no Chinese', GOOD.replace('六十分钟内回电。', '60 min'), /fix standardised: The Chinese text holds no Chinese/],
    ['no short name', GOOD.replace(' short: { en: Phoned, zh: 回电 },', ''), /look standardised: Its short name is cut/],
    [
      'mixed units',
      GOOD.replace('within: 60min', 'tier: customer.tier, within: { gold: 60min, default: 60wd }'),
      /look standardised: Its limits mix/,
    ],
  ];
  it.each(cases)('%s', (_, promise, expected) => {
    const findings = found(promise);
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatch(expected);
  });
});

it('months may be said as quarters and half years, and a share of a promise need not repeat its time', () => {
  const meeting = GOOD.replace(
    '{ en: "We phone you within 60 minutes.", zh: "六十分钟内回电。" }',
    '{ en: "We meet every quarter, or twice a year.", zh: "每季或每半年例会。" }',
  ).replace('within: 60min', 'tier: customer.tier, within: { gold: 3 months, default: 6 months }');
  expect(found(meeting)).toEqual([]);
  expect(found(GOOD, shareOf('in time', 'good'))).toEqual([]);
});

describe('promises that do not go together', () => {
  const other = (change: (text: string) => string) => change(GOOD.replace('id: good', 'id: other'));
  it('two limits for one doing', () => {
    const later = other((text) =>
      text.replace('within: 60min', 'within: 2h').replace('60 minutes', '2 hours').replace('六十分钟', '两小时'),
    );
    expect(found(GOOD, later)).toEqual([expect.stringMatching(/good says 1h and other says 2h for the same doing/)]);
  });
  it('one type that keeps the one and breaks the other', () => {
    const broken = other((text) => text.replace('met: ticket.contacted', 'met: ticket.solved, broken: ticket.contacted'));
    expect(found(GOOD, broken)).toEqual([expect.stringMatching(/ticket\.contacted keeps one promise and breaks another/)]);
  });
  it('steps that may take longer than the whole', () => {
    const staged = GOOD.replace(
      'within: 60min',
      'within: 60min, stages: [{ name: a, met: ticket.read, within: 40min }, { name: b, met: ticket.contacted, within: 30min }]',
    );
    expect(found(staged)).toEqual([expect.stringMatching(/steps may take 70min together, more than the 1h/)]);
  });
  it('[OBL-5] a tier that another promise names', () => {
    const tiers = (id: string, map: string) =>
      GOOD.replace('id: good', `id: ${id}`)
        .replace('within: 60min', `tier: customer.tier, within: ${map}`)
        .replace('met: ticket.contacted', `met: ticket.${id}`);
    expect(found(tiers('good', '{ gold: 60min }'), tiers('other', '{ gold: 60min, tin: 60min }'))).toEqual([
      expect.stringMatching(/fix standardised: It has nothing for tin, which other promises name/),
    ]);
  });
});

describe('what history says', () => {
  const texts = (report: ReturnType<typeof lintBook>) =>
    report.findings.map(({ level, principle, text }) => `${level} ${principle}: ${sayLint('en', text.key, text.args)}`);
  it('a promise that is broken often is not reliable', () => {
    const late = (times: number) => Array.from({ length: times }, () => [50, 50, 50, 50, null, null]).flat();
    expect(texts(withHistory([GOOD], tickets(late(2))))).toEqual(['fix reliable: History kept 8 of 12.']);
  });
  it('a few items are looked at and prove nothing, unless none was kept', () => {
    expect(texts(withHistory([GOOD], tickets([50, 50, 50, 50, null, null])))).toEqual(['look reliable: History kept 4 of 6.']);
    expect(texts(withHistory([GOOD], tickets([90, 90, null, null, null])))).toEqual(['fix reliable: History kept 0 of 5.']);
  });
  it('a promise that tolerates breaches is held to the share that it names', () => {
    const tolerant = GOOD.replace('within: 60min', 'within: 60min, tolerate: 20%');
    const kept = (broken: number) => tickets(Array.from({ length: 20 }, (_, number) => (number < broken ? null : 50)));
    expect(texts(withHistory([tolerant], kept(4))).filter((text) => text.includes('reliable'))).toEqual([]);
    expect(texts(withHistory([tolerant], kept(5)))).toContain('look reliable: History kept 15 of 20.');
    expect(texts(withHistory([tolerant], kept(8)))).toContain('fix reliable: History kept 12 of 20.');
  });
  it('one that is far weaker than what is delivered is not sincere', () => {
    expect(texts(withHistory([GOOD], tickets([3, 4, 5, 6, 3, 4])))).toEqual([
      'look sincere: All were kept, 95 of 100 in 10% of the time allowed.',
    ]);
  });
  it('a target that no window reached', () => {
    const share = `{ id: share, says: { en: "All of a day.", zh: "全天。" }, short: { en: Day, zh: 全天 }, kind: ratio, of: good, window: day, target: ">= 99%" }`;
    const late = [50, 50, 50, 50, 90, ...Array.from({ length: 24 }, () => 50), 90];
    expect(texts(withHistory([GOOD, share], tickets(late)))).toContain('fix reliable: No window of 2 reached the target.');
  });
  it('[OBL-5] a tier without a limit', () => {
    const tiered = GOOD.replace('within: 60min', 'tier: data.tier, within: { gold: 60min }');
    expect(texts(withHistory([tiered], tickets([50, 50], { tier: 'tin' })))).toContain(
      'fix standardised: Items whose tier has no limit here, and which get no verdict: 2.',
    );
  });
  it('a type that nobody sends', () => {
    const waiting = GOOD.replace('met: ticket.contacted', 'met: ticket.phoned');
    expect(texts(withHistory([waiting], tickets([50, 50])))).toContain('look clear: No ticket.phoned was among the events.');
  });
  it('a breach by event that has not come is no fault, unless its name looks like one that came', () => {
    const broken = (type: string) => withHistory([GOOD.replace('within:', `broken: ${type}, within:`)], tickets([50, 50]));
    expect(texts(broken('ticket.lost'))).toEqual([]);
    expect(texts(broken('ticket.openned'))).toEqual(['look clear: No ticket.openned was among the events.']);
  });
  it('topics that no promise covers, most spoken of first', () => {
    const said = (type: string, topic: string, count: number): readonly KeptEvent[] =>
      Array.from({ length: count }, (_, number) => ({
        id: `${topic} ${number}`,
        source: '/survey',
        type,
        time: '2026-06-01T00:00:00Z',
        subject: `answer/${topic}-${number}`,
        data: { topic },
      }));
    const events = [
      ...tickets([50]),
      ...said('feedback.given', 'parking', 3),
      ...said('complaint.filed', 'noise', 5),
      ...said('complaint.filed', 'phone', 9),
      ...said('feedback.given', 'rare', 2),
    ];
    expect(withHistory([GOOD], events).topics).toEqual([
      { topic: 'noise', complaints: 5, feedback: 0 },
      { topic: 'parking', complaints: 0, feedback: 3 },
    ]);
  });
});
