import { expect, it, vi } from 'vitest';
import { bookOf, DEPARTURES_BOOK, departuresDay, HOUR_MS, MINUTE_MS, seeds } from '../../test/simulation/world.ts';
import type { Book } from '../book/index.ts';
import { done } from '../design/index.ts';
import { advance, applyBatch, type EngineState, emptyState } from '../engine/index.ts';
import { DAY_MS, type KeptEvent } from '../event/index.ts';
import { ForetellingFold, type WeekReport, type WeekSpan, weekReport } from './index.ts';

vi.setConfig({ testTimeout: 30_000 }); // Days are followed event by event.

const START_MS = Date.UTC(2013, 6, 1, 8);
const END_MS = START_MS + 30 * HOUR_MS;
const BOOK = bookOf(DEPARTURES_BOOK);

/** Each event received as it happened, under two states: one that is known, and one that foretells. */
function lived(events: readonly KeptEvent[], book: Book = BOOK, endMs = END_MS) {
  const state = emptyState(book);
  const fold = new ForetellingFold();
  fold.begin(emptyState(book, fold.options));
  events.forEach((event, at) => {
    const batch = { firstPlace: at + 1, receivedAtMs: Date.parse(event.time), events: [event] };
    applyBatch(state, batch);
    fold.take(batch);
  });
  advance(state, endMs);
  return { state, foretold: fold.end(endMs) };
}

type Lived = ReturnType<typeof lived>;

function reportOf({ state, foretold }: Lived, fromAtMs: number, toAtMs: number): WeekReport {
  const span: WeekSpan = { fromAtMs, toAtMs, week: null };
  return done(weekReport({ state, foretold, span, isRetold: false }));
}

const sum = (values: readonly number[]) => values.reduce((all, value) => all + value, 0);

it('[REV-2] a span in which the records begin says where, and one before which something was decided does not', () => {
  const life = lived(departuresDay(5, START_MS, 80));
  const whole = reportOf(life, START_MS - 24 * HOUR_MS, END_MS);
  const beginsAtMs = whole.span.beginsAtMs ?? 0;
  expect(beginsAtMs).toBeGreaterThan(START_MS - 24 * HOUR_MS);
  expect(reportOf(life, beginsAtMs - HOUR_MS, beginsAtMs).totals.kept).toBe(0);
  const later = reportOf(life, beginsAtMs + HOUR_MS, END_MS);
  expect([later.span.beginsAtMs, reportOf(life, beginsAtMs + HOUR_MS, beginsAtMs + 3 * HOUR_MS).before?.beginsAtMs]).toEqual([
    null,
    beginsAtMs,
  ]);
});
it.each(seeds([], 3))('[REV-2, REV-3, REV-4] totals are sums of rows, and two parts of a span add up to it (seed %i)', (seed) => {
  const life = lived(departuresDay(seed, START_MS, 80));
  const [from, middle, to] = [START_MS - 8 * HOUR_MS, START_MS + 7 * HOUR_MS + seed * 13 * MINUTE_MS, END_MS];
  const [whole, first, second] = [reportOf(life, from, to), reportOf(life, from, middle), reportOf(life, middle, to)];
  for (const { totals, promises, causes, league, ledger, warnings } of [whole, first, second]) {
    for (const key of ['kept', 'broken', 'owedMinor', 'finedMinor'] as const)
      expect(totals[key]).toBe(sum(promises.map((row) => row[key])));
    expect(totals.promisesKept).toBe(totals.promisesJudged - promises.filter(({ state }) => state === 'broken').length);
    expect(sum(causes.map(({ items }) => items))).toBe(totals.broken);
    if (causes.length > 0) expect(causes.at(-1)?.cumulativeShare).toBeCloseTo(1, 12);
    for (const table of [league.site, league.operator]) {
      expect(sum(table.map(({ broken }) => broken))).toBe(totals.broken);
      expect(sum(table.map(({ kept }) => kept))).toBe(totals.kept);
    }
    expect(sum(ledger.byPromise.map(({ minor }) => minor))).toBe(totals.owedMinor);
    expect(sum(ledger.byState.map(({ lines }) => lines))).toBe(ledger.lineCount);
    for (const key of ['raised', 'right', 'falseAlarms', 'averted', 'missed'] as const)
      expect(warnings[key]).toBe(sum(promises.map(({ warned }) => warned[key])));
  }
  expect(whole.totals.broken).toBeGreaterThan(0);
  whole.promises.forEach((row, at) => {
    const [one, other] = [first.promises[at], second.promises[at]];
    for (const key of ['kept', 'broken', 'excluded', 'windowsKept', 'windowsBroken', 'windowsNoData', 'owedMinor'] as const)
      expect(row[key]).toBe((one?.[key] ?? 0) + (other?.[key] ?? 0));
    for (const key of ['raised', 'right', 'missed'] as const)
      expect(row.warned[key]).toBe((one?.warned[key] ?? 0) + (other?.warned[key] ?? 0));
  });
});

it('the span before is that of the same length, and its figures are those of its own report', () => {
  const life = lived(departuresDay(5, START_MS, 80));
  const [from, middle, to] = [START_MS - 6 * HOUR_MS, START_MS + 10 * HOUR_MS, START_MS + 26 * HOUR_MS];
  const { before, span } = reportOf(life, middle, to);
  const then = reportOf(life, from, middle);
  expect(before).toMatchObject({ fromAtMs: from, toAtMs: middle });
  expect(before?.totals).toMatchObject({ kept: then.totals.kept, broken: then.totals.broken, owedMinor: then.totals.owedMinor });
  expect(span).toMatchObject({ untilAtMs: to, week: null, isRetold: false, currency: 'USD', minorDigits: 2 });
});

it('marks: silences of feeds, nights by the wall clock, and warnings of each hour', () => {
  const silent = departuresDay(6, START_MS, 60).filter(({ time }) => {
    const hour = (Date.parse(time) - START_MS) / HOUR_MS;
    return hour < 3 || hour > 5;
  });
  const report = reportOf(lived(silent), START_MS, START_MS + DAY_MS);
  expect(report.marks.gaps).toHaveLength(1);
  const [gap] = report.marks.gaps;
  expect(((gap?.toAtMs ?? 0) - (gap?.fromAtMs ?? 0)) / HOUR_MS).toBeCloseTo(2, 0);
  expect(report.marks.nights).toEqual([
    { fromAtMs: START_MS, toAtMs: START_MS + 2 * HOUR_MS }, // 04:00 to 06:00 in New York.
    { fromAtMs: START_MS + 18 * HOUR_MS, toAtMs: START_MS + DAY_MS }, // From 22:00 on.
  ]);
  expect(report.marks.warningsPerHour).toHaveLength(24);
});

const TICKETS = bookOf(`
book: tickets
timezone: UTC
currency: EUR
promises:
  - id: solved
    says: { en: "Solved in ten hours.", zh: "十小时内解决。" }
    kind: deadline
    opens: ticket.opened
    met: ticket.solved
    stops: [{ from: ticket.waiting, to: ticket.resumed }]
    within: 10h
    warn: { chance: 0.05 }
    remedy: { pay: 30 EUR }
boards:
  wall: { promises: [solved] }
`);
const MONDAY_MS = Date.UTC(2026, 0, 5);

type Told = readonly [type: string, minute: number, ticket: number, data?: KeptEvent['data']];

function ticketWeek(told: readonly Told[]): Lived & { readonly report: WeekReport } {
  const events = told.map(([type, minute, ticket, data = {}], at): KeptEvent => {
    const time = new Date(MONDAY_MS + minute * MINUTE_MS).toISOString();
    return { id: `${at}`, source: type.startsWith('kept.') ? '/kept' : '/t', type, time, subject: `ticket/${ticket}`, data };
  });
  const life = lived(
    events.toSorted((a, b) => (a.time < b.time ? -1 : 1)),
    TICKETS,
    MONDAY_MS + 3 * DAY_MS,
  );
  return { ...life, report: reportOf(life, MONDAY_MS, MONDAY_MS + 3 * DAY_MS) };
}

/** Opened a minute after the other, and solved so many minutes before its due; after it where that is negative. */
const solved = (ticket: number, beforeMin: number): readonly Told[] => [
  ['ticket.opened', ticket, ticket],
  ['ticket.solved', ticket + 600 - beforeMin, ticket],
];

it('[REV-6] a heap just before the due is a sign, and a slope is none', () => {
  const heap = [...Array(40).keys()].flatMap((ticket) => solved(ticket, 1 + (ticket % 4)));
  const beside = [50, 51, 52].flatMap((ticket) => [...solved(ticket, 7), ...solved(ticket + 10, -3)]);
  const [sign] = ticketWeek([...heap, ...beside]).report.gaming;
  expect(sign).toMatchObject({ kind: 'just-in-time', promise: 'solved', n: 40, expected: 3, withinMs: 5 * MINUTE_MS });
  const slope = [...Array(60).keys()].flatMap((ticket) => solved(ticket, (ticket % 20) - 6));
  expect(ticketWeek(slope).report.gaming).toEqual([]);
});

it('[REV-6] stops without a contact are a sign where others have one; exclusions stand by person', () => {
  const stopped = (ticket: number, contact: boolean): readonly Told[] => [
    ['ticket.opened', ticket, ticket],
    ['ticket.waiting', ticket + 60, ticket],
    ...(contact
      ? [
          ['ticket.contacted', ticket + 90, ticket, { by: 'Desk' }] as const,
          ['ticket.assigned', ticket + 91, ticket, { by: 'Desk', to: 'Desk' }] as const,
        ]
      : []),
    ['ticket.resumed', ticket + 120, ticket],
    ['ticket.solved', ticket + 200, ticket],
  ];
  const out = (ticket: number, minute: number): readonly Told[] => [
    ['ticket.opened', ticket, ticket],
    ['kept.excluded', minute, ticket, { promise: 'solved', nth: 1, by: 'Lead A', reason: 'x' }],
  ];
  const story = [...[1, 2, 3, 4].flatMap((ticket) => stopped(ticket, ticket === 1)), ...out(20, 700), ...out(21, 300)];
  const { gaming, promises } = ticketWeek(story).report;
  expect(gaming).toMatchObject([
    { kind: 'stop-without-contact', n: 3, of: 4, stoppedMs: 3 * HOUR_MS },
    { kind: 'exclusions', by: 'Lead A', n: 2, of: 2, afterBreach: 1 },
  ]);
  expect(promises[0]).toMatchObject({ excluded: 2, kept: 4 });
});

it('[REV-5] warnings: right where it broke, averted where somebody acted, else false; the hours and the money are theirs', () => {
  // Nothing is learned yet: each ticket is given 10% at its opening, and is warned of from there.
  const { report } = ticketWeek([
    ['ticket.opened', 0, 1],
    ['ticket.solved', 700, 1],
    ['ticket.opened', 5, 2],
    ['ticket.assigned', 30, 2, { by: 'Desk', to: 'Desk' }],
    ['ticket.solved', 100, 2],
    ['ticket.opened', 6, 3],
    ['ticket.solved', 100, 3],
  ]);
  expect(report.warnings).toMatchObject({
    raised: 3,
    right: 1,
    averted: 1,
    falseAlarms: 1,
    missed: 0,
    precision: 0.5,
    recall: 1,
    savedMinor: 3_000,
  });
  expect(report.warnings.medianLeadMs).toBe(10 * HOUR_MS + 1); // The due itself is still in time.
  expect(report.marks.warningsPerHour[0]).toBe(3);
  expect(report.totals).toMatchObject({ kept: 2, broken: 1, owedMinor: 3_000 });
  const told = sum(report.warnings.reliability.map(({ n }) => n));
  expect(told).toBe(1); // The others were done before half of their time was gone.
});

it('[REV-3] an incident comes before what is stated, and that before who has it', () => {
  const { report } = ticketWeek([
    ['ticket.opened', 0, 1],
    ['ticket.assigned', 20, 1, { to: 'Field 3', cause: 'no part' }],
    ['ticket.opened', 0, 2],
    ['ticket.assigned', 20, 2, { to: 'Field 3' }],
    ['ticket.opened', 0, 3],
    ['ticket.opened', 0, 4],
    ['ticket.assigned', 20, 4, { to: 'Field 3', cause: 'no part' }],
    ['incident.opened', 30, 90, { title: 'Ring 4 is down', cause: 'dig' }],
    ['incident.linked', 31, 90, { about: 'ticket/4' }],
  ]);
  expect(report.causes).toMatchObject([
    { kind: 'party', label: 'Field 3', items: 1 },
    { kind: 'incident', label: 'dig', items: 1 },
    { kind: 'stated', label: 'no part', items: 1 },
    { kind: 'unknown', items: 1, cumulativeShare: 1 },
  ]);
});

it('a state that says nothing gives an empty report', () => {
  const state: EngineState = emptyState(BOOK);
  advance(state, START_MS);
  const report = done(
    weekReport({ state, foretold: [], span: { fromAtMs: START_MS - HOUR_MS, toAtMs: START_MS, week: null }, isRetold: false }),
  );
  expect(report).toMatchObject({ totals: { promisesJudged: 0, kept: 0 }, causes: [], before: null, gaming: [], ledger: { lineCount: 0 } });
});
