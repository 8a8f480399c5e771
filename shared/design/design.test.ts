import { describe, expect, it } from 'vitest';
import { LEDGER_END_MS, LEDGER_TEXT, ledgerDays } from '../../test/simulation/ledger-world.ts';
import { bookOf, DEPARTURES_BOOK, departuresDay, HOUR_MS, MINUTE_MS, seededRandom } from '../../test/simulation/world.ts';
import { stateAsOf } from '../engine/index.ts';
import type { JsonObject, KeptEvent } from '../event/index.ts';
import { askedSpan } from './asked-span.ts';
import {
  changedBook,
  type Design,
  type DesignQuestion,
  type DesignStep,
  design,
  done,
  type History,
  type Outcome,
  termChange,
} from './index.ts';
import { outcomesOf } from './outcome.ts';

const START_MS = Date.UTC(2026, 5, 1);
const TICKETS_BOOK = `
book: tickets
timezone: Asia/Shanghai
currency: CNY
calendars:
  office: { week: { mon-fri: ["09:00-12:00", "13:00-18:00"] }, holidays: cn }
register:
  customer: { key: data.customer, default: { tier: standard } }
promises:
  - id: solved
    says: { en: "Solved in time.", zh: "按时解决。" }
    kind: deadline
    opens: ticket.opened
    met: ticket.resolved
    broken: [ticket.lost]
    reopened: [ticket.reopened]
    reopen: run-on
    tier: customer.tier
    within: { gold: 3h, standard: 6h }
    calendar: office
    stops: [{ from: ticket.waiting, to: ticket.resumed }]
    exclude: [{ when: "data.test == true", reason: A test }]
    remedy: [{ pay: 10% of item.fee, cap: 30 CNY }, { fine: 5 CNY, on: data.agent }]
    tolerate: 20%
  - id: called
    says: { en: "Called.", zh: "回电。" }
    kind: deadline
    opens: ticket.opened
    met: ticket.resolved
    within: 2wd
    calendar: office
  - id: weekly
    says: { en: "Most of a week.", zh: "一周的大多数。" }
    kind: ratio
    of: solved
    window: week
    target: ">= 70%"
  - id: monthly
    says: { en: "Most of a month.", zh: "一月的大多数。" }
    kind: ratio
    of: solved
    window: month
    target: ">= 70%"
`;

/** Eight weeks of tickets: some wait, some are reopened, lost or never done, and some customers change their tier. */
function ticketWeeks(seed: number): readonly KeptEvent[] {
  const random = seededRandom(seed);
  const events: KeptEvent[] = [];
  const tell = (type: string, atMs: number, subject: string, data: JsonObject = {}) =>
    events.push({ id: `${type} ${events.length}`, source: '/desk', type, time: new Date(atMs).toISOString(), subject, data });
  for (let put = 0; put < 6; put += 1)
    tell('register.put', START_MS + put * 9 * 24 * HOUR_MS, `customer/c-${put % 3}`, {
      kind: 'customer',
      tier: put % 2 === 0 ? 'gold' : 'standard',
    });
  for (let ticket = 0; ticket < 150; ticket += 1) {
    const subject = `ticket/${ticket}`;
    const openedAtMs = START_MS + Math.floor(random() * 56 * 24 * HOUR_MS);
    const took = () => Math.floor(random() * random() * 60 * HOUR_MS);
    tell('ticket.opened', openedAtMs, subject, {
      customer: `c-${ticket % 5}`,
      fee: Math.floor(random() * 400),
      test: random() < 0.05,
      agent: `a-${ticket % 4}`,
    });
    if (random() < 0.3) tell('ticket.waiting', openedAtMs + 20 * MINUTE_MS, subject);
    if (random() < 0.2) tell('ticket.resumed', openedAtMs + took(), subject);
    if (random() < 0.05) tell('ticket.lost', openedAtMs + took(), subject);
    if (random() < 0.85) tell('ticket.resolved', openedAtMs + took(), subject);
    if (random() < 0.1) tell('ticket.reopened', openedAtMs + took(), subject);
    if (random() < 0.1) tell('ticket.resolved', openedAtMs + took() + HOUR_MS, subject);
  }
  return events;
}

type Asked = Pick<DesignQuestion, 'promise'> & {
  readonly text: string;
  readonly events: readonly KeptEvent[];
  readonly asOfMs: number;
} & Partial<DesignQuestion>;

const NONE = { kept: 0, broken: 0, open: 0, excluded: 0, noData: 0 };

function historyOf({ events, asOfMs }: Pick<Asked, 'events' | 'asOfMs'>): History {
  return { events, asOfMs, fromAtMs: null, toAtMs: null };
}

function designed({ text, events, asOfMs, ...question }: Asked): Design {
  const history = historyOf({ events, asOfMs });
  const answer = done(design({ book: bookOf(text), history, of: null, steps: null, chance: 0.9, draws: 200, seed: 1, ...question }));
  if (answer === null) throw new Error('there are events');
  return answer;
}

/** What judging makes of the promise with the terms of a step: those that the book has, or those that a what-if puts in their place. */
function judgedWith(
  { text, events, asOfMs, promise }: Asked,
  path: string,
  { terms, isCurrent }: Pick<DesignStep, 'terms' | 'isCurrent'>,
): Outcome | null {
  const read = changedBook({ text, bases: {} }, isCurrent ? [] : [termChange(`${promise}.${path}=${terms}`)]);
  if (!read.ok) throw new Error(JSON.stringify(read.issues));
  const state = stateAsOf(read.book, events, { asOfMs, places: null });
  const outcomes = state === null ? [] : done(outcomesOf(state, askedSpan({ fromAtMs: null, toAtMs: null })));
  return outcomes.find((outcome) => outcome.promise === promise) ?? null;
}

function figuresOf({ obligations, windowsKept, windowsBroken, windowsNoData, owedMinor, finedMinor }: DesignStep) {
  return { ...(obligations ?? NONE), windowsKept, windowsBroken, windowsNoData, owedMinor, finedMinor };
}

const FLIGHTS_MS = Date.UTC(2013, 6, 1, 8);
const LIMITS: readonly (readonly [
  string,
  string,
  Omit<Asked, 'events'> & { readonly eventsOf: (seed: number) => readonly KeptEvent[] },
])[] = [
  [
    'late, with feeds, too early and cancelled ones',
    'late',
    {
      text: DEPARTURES_BOOK,
      promise: 'leaves-on-time',
      eventsOf: (seed) => departuresDay(seed, FLIGHTS_MS, 60),
      asOfMs: FLIGHTS_MS + 14 * HOUR_MS,
    },
  ],
  [
    'one tier of working time, with stops, reopened ones and changes of tier',
    'within.gold',
    { text: TICKETS_BOOK, promise: 'solved', of: '3h', eventsOf: ticketWeeks, asOfMs: START_MS + 50 * 24 * HOUR_MS },
  ],
  ['working days', 'within', { text: TICKETS_BOOK, promise: 'called', eventsOf: ticketWeeks, asOfMs: START_MS + 50 * 24 * HOUR_MS }],
];

describe.each(LIMITS)('the curve over limits: %s', (_, path, { eventsOf, ...asked }) => {
  it.each([1, 2])('[DES-4] seed %i: is at each of them what judging with it says', (seed) => {
    const question = { ...asked, events: eventsOf(seed) };
    const { steps } = designed(question);
    expect(steps.filter(({ isCurrent }) => isCurrent)).toHaveLength(1);
    expect(steps.length).toBeGreaterThan(1);
    const some = steps.filter((step, index) => step.isCurrent || index % 4 === seed % 4);
    const others = asked.of === undefined ? NONE : (designed({ ...question, of: '6h', steps: [] }).steps[0]?.obligations ?? NONE);
    for (const step of some) {
      const { kept, broken, ...figures } = figuresOf(step);
      const { open, excluded, noData, ...windows } = figures;
      const would = judgedWith(question, path, step);
      expect(would, step.terms).toMatchObject({ ...windows, kept: kept + others.kept, broken: broken + others.broken });
      if (asked.of === undefined) expect(would, step.terms).toMatchObject({ open, excluded, noData });
    }
  });
  it('rises with the limit', () => {
    const { steps } = designed({ ...asked, events: eventsOf(4) });
    const chances = steps.flatMap(({ chance }) => chance ?? []);
    expect(chances).toEqual(chances.toSorted((a, b) => a - b));
    const kept = steps.map(({ obligations }) => obligations?.kept ?? 0);
    expect(kept).toEqual(kept.toSorted((a, b) => a - b));
  });
});

it('[DES-4] the tiers of a promise come together to what is judged of it', () => {
  const question = { text: TICKETS_BOOK, promise: 'solved', events: ticketWeeks(7), asOfMs: START_MS + 50 * 24 * HOUR_MS };
  const [gold, standard] = ['3h', '6h'].map((of) => figuresOf(designed({ ...question, of, steps: [] }).steps[0] as DesignStep));
  const { kept, broken, open, excluded, noData, ...whole } = figuresOf(
    designed({ ...question, of: '3h', steps: [] }).steps[0] as DesignStep,
  );
  const solved = judgedWith(question, 'within', { isCurrent: true, terms: '' });
  const sum = (figure: 'kept' | 'broken' | 'open' | 'excluded' | 'noData') => (gold?.[figure] ?? 0) + (standard?.[figure] ?? 0);
  expect(solved).toMatchObject({ ...whole, kept: sum('kept'), broken: sum('broken'), open: sum('open'), excluded: sum('excluded') });
});

const TARGETS: readonly (readonly [string, Omit<Asked, 'events'> & { readonly eventsOf: (seed: number) => readonly KeptEvent[] }])[] = [
  ['a ratio that credits bills', { text: LEDGER_TEXT, promise: 'daily', eventsOf: ledgerDays, asOfMs: LEDGER_END_MS }],
  ['a count that pays by complaint', { text: LEDGER_TEXT, promise: 'fair', eventsOf: ledgerDays, asOfMs: LEDGER_END_MS }],
  ['an availability', { text: LEDGER_TEXT, promise: 'up', eventsOf: ledgerDays, asOfMs: LEDGER_END_MS }],
  [
    'a ratio by hours, with feeds',
    {
      text: DEPARTURES_BOOK,
      promise: 'on-time-share',
      eventsOf: (seed) => departuresDay(seed, FLIGHTS_MS, 60),
      asOfMs: FLIGHTS_MS + 14 * HOUR_MS,
    },
  ],
  ['a ratio by months', { text: TICKETS_BOOK, promise: 'monthly', eventsOf: ticketWeeks, asOfMs: START_MS + 60 * 24 * HOUR_MS }],
];

describe.each(TARGETS)('the curve over targets: %s', (_, { eventsOf, ...asked }) => {
  it.each([1, 2])('[DES-4] seed %i: is at each of them what judging with it says', (seed) => {
    const question = { ...asked, events: eventsOf(seed) };
    const { steps } = designed(question);
    expect(steps.filter(({ isCurrent }) => isCurrent)).toHaveLength(1);
    for (const step of steps.filter(({ isCurrent }, index) => isCurrent || index % 4 === seed)) {
      expect(judgedWith(question, 'target', step), step.terms).toMatchObject(figuresOf(step));
    }
  });
});

describe('the strongest step', () => {
  const tickets = { text: TICKETS_BOOK, events: ticketWeeks(3), asOfMs: START_MS + 60 * 24 * HOUR_MS };
  it('[DES-6] comes with an interval from whole weeks that one seed always draws alike', () => {
    const answer = designed({ ...tickets, promise: 'called', chance: 0.7 });
    expect(answer).toEqual(designed({ ...tickets, promise: 'called', chance: 0.7 }));
    expect(answer.weeks).toBe(9);
    expect(answer.strongest).not.toBeNull();
    for (const { chance, low, high } of answer.steps) {
      expect(low).toBeLessThanOrEqual(chance ?? 1);
      expect(high).toBeGreaterThanOrEqual(chance ?? 0);
    }
    expect(designed({ ...tickets, promise: 'called', chance: 0.7, seed: 2 }).steps).not.toEqual(answer.steps);
  });
  it('[DES-6] has no interval where there are fewer than four weeks', () => {
    const answer = designed({ ...tickets, promise: 'called', asOfMs: START_MS + 20 * 24 * HOUR_MS });
    expect(answer.weeks).toBe(3);
    expect(answer.steps.every(({ low, high }) => low === null && high === null)).toBe(true);
    expect(answer.strongest?.low ?? null).toBeNull();
  });
  it('[DES-5] of limits is the shortest that has the chance, of targets the highest', () => {
    for (const promise of ['called', 'weekly', 'monthly']) {
      const { steps, strongest, wantedChance } = designed({ ...tickets, promise, chance: 0.6 });
      const good = steps.filter(({ chance }) => chance !== null && chance >= wantedChance).map(({ terms }) => terms);
      expect(strongest?.terms, promise).toBe(promise === 'called' ? good[0] : good.at(-1));
    }
  });
  it('[DES-7] of months is read off months that are put together from weeks', () => {
    const monthly = designed({ ...tickets, promise: 'monthly' });
    expect(monthly.chanceOf).toBe('weeks');
    const chances = monthly.steps.map(({ chance }) => chance ?? 0);
    expect(chances).toEqual(chances.toSorted((a, b) => b - a));
    const [all, none] = designed({ ...tickets, promise: 'monthly', steps: ['0%', '100%'] }).steps.filter(({ isCurrent }) => !isCurrent);
    expect([all?.chance, none?.chance]).toEqual([1, 0]);
    expect(designed({ ...tickets, promise: 'weekly' }).chanceOf).toBe('windows');
  });
  it('tries the limits that are named, and refuses others', () => {
    const terms = (more: Partial<Asked>) => designed({ ...tickets, promise: 'called', ...more }).steps.map((step) => step.terms);
    expect(terms({ steps: ['5wd', '1wd'] })).toEqual(['1wd', '2wd', '5wd']);
    expect(() => terms({ steps: ['5h'] })).toThrow('another kind of limit');
    expect(() => terms({ promise: 'solved' })).toThrow('has the limits 3h, 6h');
    expect(() => terms({ promise: 'weekly', steps: ['<= 3%'] })).toThrow('compares otherwise');
    expect(() => terms({ promise: 'weekly', steps: ['much'] })).toThrow('is no target');
    expect(() => terms({ promise: 'gone' })).toThrow('no promise `gone`');
  });
});
