import fc from 'fast-check';
import type { JsonObject } from '../../shared/event/index.ts';
import { MinuteOracle, type Pattern } from '../simulation/minute-oracle.ts';
import { MINUTE_MS } from '../simulation/world.ts';
import type { Days, MinuteCase, MinuteLimit, MinuteMark } from './minute-case.ts';

const DAY_MINUTES = 1440;
const DAYS = 12;
/** With an allowance of a month. */
const DAYS_OF_MONTHS = 44;

/** Zones and their days of change; the last two change at midnight, or have none. */
const CHANGES = [
  ['America/New_York', '2026-03-08'],
  ['America/New_York', '2026-11-01'],
  ['Europe/Berlin', '2026-03-29'],
  ['Europe/Berlin', '2026-10-25'],
  ['Australia/Lord_Howe', '2026-04-05'],
  ['Australia/Lord_Howe', '2026-10-04'],
  ['Pacific/Auckland', '2026-04-05'],
  ['Pacific/Auckland', '2026-09-27'],
  ['America/St_Johns', '2026-03-08'],
  ['America/Sao_Paulo', '2018-11-04'],
  ['Asia/Shanghai', '2026-06-18'],
] as const;

/** What is drawn: the days, and a case on them. */
export type Drawn = {
  readonly pattern: Pattern;
  readonly from: Temporal.PlainDate;
  readonly hasCalendar: boolean;
  readonly case: MinuteCase;
};

const quarter = fc.integer({ min: 0, max: 95 });
const clock = (quarters: number): string =>
  `${String(Math.floor(quarters / 4)).padStart(2, '0')}:${String((quarters % 4) * 15).padStart(2, '0')}`;
const span = fc
  .tuple(quarter, quarter)
  .filter(([from, to]) => from !== to)
  .map(([from, to]) => `${clock(from)}-${to === 0 ? '24:00' : clock(to)}`);
const spans = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(['09:00-18:00'], ['09:00-12:00', '13:00-18:00'], ['22:00-06:00']) },
  { weight: 1, arbitrary: fc.constant<string[]>([]) },
  { weight: 2, arbitrary: fc.array(span, { minLength: 1, maxLength: 3 }) },
);

const minutes = fc.oneof(fc.constantFrom(60, 120, 240, 480), fc.integer({ min: 1, max: 1500 }));
const limit: fc.Arbitrary<MinuteLimit> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ unit: fc.constant('working' as const), minutes, isStrict: fc.boolean() }) },
  { weight: 3, arbitrary: fc.record({ unit: fc.constant('elapsed' as const), minutes, isStrict: fc.boolean() }) },
  { weight: 4, arbitrary: fc.record({ unit: fc.constant('wd' as const), days: fc.integer({ min: 1, max: 3 }) }) },
);
const limits = fc.oneof(
  { weight: 24, arbitrary: fc.record({ silver: limit, gold: limit }) },
  { weight: 1, arbitrary: fc.record({ silver: fc.constant<MinuteLimit>({ unit: 'months', months: 1 }), gold: limit }) },
);
const tier = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom('silver' as const, 'gold' as const) },
  { weight: 1, arbitrary: fc.constant('tin' as const) },
);

/** Minutes after the opening at which something happens: some of them the same, some before it. */
const after = fc.oneof(
  { weight: 1, arbitrary: fc.integer({ min: -300, max: 0 }) },
  { weight: 3, arbitrary: fc.constantFrom(0, 60, 120, 180, 240, 480) },
  { weight: 6, arbitrary: fc.integer({ min: 1, max: 4000 }) },
);
const plainMark = fc.record({
  does: fc.constantFrom(
    'meets',
    'meets',
    'resumes',
    'resumes',
    'pauses',
    'unpauses',
    'reopens',
    'reopens',
    'breaks',
    'excludes',
    'includes',
  ),
  minute: after,
});
const mark: fc.Arbitrary<MinuteMark> = fc.oneof(
  { weight: 9, arbitrary: plainMark as fc.Arbitrary<MinuteMark> },
  {
    weight: 4,
    arbitrary: fc.record({
      does: fc.constant('waits' as const),
      minute: after,
      isCustomers: fc.integer({ min: 0, max: 3 }).map((n) => n > 0),
    }),
  },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('holds' as const), minute: after, untilMinute: after }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('moves' as const), minute: after, plannedMinute: after }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('changes-tier' as const), minute: after, tier }) },
);

const schedule = fc.option(
  fc.record({
    plannedMinute: after,
    earlyMinutes: fc.option(fc.constantFrom(1, 30, 240)),
    lateMinutes: fc.constantFrom(0, 5, 15, 300),
    isStrict: fc.boolean(),
  }),
  { freq: 4 },
);

export const drawnCases: fc.Arbitrary<Drawn> = fc
  .record({
    change: fc.constantFrom(...CHANGES),
    daysBefore: fc.integer({ min: 0, max: 5 }),
    week: fc.array(spans, { minLength: 7, maxLength: 7 }),
    exceptions: fc.array(fc.tuple(fc.integer({ min: -1, max: DAYS }), spans), { maxLength: 2 }),
    hasCalendar: fc.integer({ min: 0, max: 3 }).map((n) => n > 0),
    limits,
    tier,
    reopen: fc.constantFrom('exclude-closed' as const, 'run-on' as const, 'restart' as const),
    schedule,
    opens: fc.integer({ min: 400, max: 3 * DAY_MINUTES }),
    now: fc.oneof({ weight: 1, arbitrary: fc.constant(-1) }, { weight: 20, arbitrary: fc.integer({ min: 0, max: 4200 }) }),
    nowAtMark: fc.option(fc.nat({ max: 6 })),
    isJustAfter: fc.boolean(),
    marks: fc.array(mark, { maxLength: 7 }),
  })
  .map(({ change: [zone, date], daysBefore, week, exceptions, hasCalendar, opens, now, nowAtMark, ...drawn }) => {
    const from = Temporal.PlainDate.from(date).subtract({ days: daysBefore });
    const said = new Map(exceptions.map(([day, what]) => [from.add({ days: day }).toString(), what]));
    const marks = drawn.marks.map((each) => placed(each, opens)).filter(isLastWord);
    const nowMinute = (nowAtMark === null ? undefined : marks[nowAtMark]?.minute) ?? opens + now;
    const lateness = drawn.schedule;
    // Nothing is before the schedule by definition, where it tolerates nothing.
    const scheduled =
      lateness === null
        ? null
        : { ...lateness, plannedMinute: opens + lateness.plannedMinute, isStrict: lateness.isStrict && lateness.lateMinutes > 0 };
    const reopen = scheduled !== null && drawn.reopen === 'restart' ? 'run-on' : drawn.reopen;
    return {
      pattern: { zone, week, makeup: [], said },
      from,
      hasCalendar,
      case: { ...drawn, reopen, schedule: scheduled, opensMinute: opens, nowMinute, marks },
    };
  });

/** What the register says twice of one instant is what it said last. */
function isLastWord(mark: MinuteMark, index: number, marks: readonly MinuteMark[]): boolean {
  return mark.does !== 'changes-tier' || !marks.slice(index + 1).some(({ does, minute }) => does === mark.does && minute === mark.minute);
}

function placed(mark: MinuteMark, opens: number): MinuteMark {
  const minute = opens + mark.minute;
  if (mark.does === 'holds') return { ...mark, minute, untilMinute: opens + mark.untilMinute };
  return mark.does === 'moves' ? { ...mark, minute, plannedMinute: opens + mark.plannedMinute } : { ...mark, minute };
}

const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

/** The days of a drawn case, minute by minute. */
export function daysOf({ pattern, from, hasCalendar, case: { limits } }: Drawn): Days & { readonly fromAtMs: number } {
  const length = limits.silver.unit === 'months' ? DAYS_OF_MONTHS : DAYS;
  const allDay: Pattern = { ...pattern, week: WEEKDAYS.map(() => ['00:00-24:00']), said: new Map() };
  const oracle = new MinuteOracle(hasCalendar ? pattern : allDay, from, length);
  const atMs = (minute: number) => oracle.fromAtMs + minute * MINUTE_MS;
  const minuteOf = (ms: number) => (ms - oracle.fromAtMs) / MINUTE_MS;
  const dateOf = (minute: number) => Temporal.Instant.fromEpochMilliseconds(atMs(minute)).toZonedDateTimeISO(pattern.zone).toPlainDate();
  return {
    fromAtMs: oracle.fromAtMs,
    length: oracle.open.length,
    isOpen: (minute) => oracle.open[minute] === true,
    endOfWorkingDay: (minute, days) => {
      const endAtMs = oracle.endOfWorkingDay(atMs(minute), days);
      return endAtMs === null ? null : minuteOf(endAtMs);
    },
    afterMonths: (minute, months) =>
      minuteOf(dateOf(minute).add({ months }).add({ days: 1 }).toZonedDateTime(pattern.zone).epochMilliseconds),
    isOnOpeningDay: (minute, opened) => oracle.openingDateOf(atMs(minute)).equals(oracle.openingDateOf(atMs(opened))),
  };
}

/** The book that a drawn case is judged by. */
export function bookTextOf({ pattern, hasCalendar, case: drawn }: Drawn): string {
  const list = (texts: readonly string[]) => JSON.stringify(texts);
  const week = pattern.week.map((texts, index) => `${WEEKDAYS[index]}: ${list(texts)}`).join(', ');
  const days = [...pattern.said].map(([date, texts]) => `${date}: ${typeof texts === 'string' ? '[]' : list(texts)}`).join(', ');
  const { silver, gold } = drawn.limits;
  const limit =
    drawn.schedule === null
      ? `tier: customer.tier\n    within: { silver: "${limitText(silver)}", gold: "${limitText(gold)}" }`
      : `due: data.scheduled\n    moves: item.moved\n    late: "${lateText(drawn.schedule)}"${drawn.schedule.earlyMinutes === null ? '' : `\n    early: ${drawn.schedule.earlyMinutes}min`}`;
  return `
book: drawn
timezone: ${pattern.zone}
currency: USD
calendars: { office: { week: { ${week} }, days: { ${days} } } }
register: { customer: { key: data.customer } }
promises:
  - id: p
    says: { en: a, zh: b }
    kind: deadline
    opens: item.opened
    met: item.met
    broken: item.broken
    reopened: item.reopened
    reopen: ${drawn.reopen}
    ${limit}
    ${hasCalendar ? 'calendar: office' : ''}
    stops:
      - { from: item.waiting, to: item.resumed, when: 'data.cause == "customer"' }
      - { from: item.paused, to: item.unpaused }
      - { from: item.held, until: data.until }
`;
}

function limitText(limit: MinuteLimit): string {
  if (limit.unit === 'wd') return `${limit.days}wd`;
  if (limit.unit === 'months') return `${limit.months} month`;
  return `${limit.isStrict ? '<' : ''}${limit.minutes}min${limit.unit === 'elapsed' ? ' elapsed' : ''}`;
}

function lateText({ lateMinutes, isStrict }: NonNullable<MinuteCase['schedule']>): string {
  return `${isStrict ? '<' : ''}${lateMinutes}min`;
}

const TYPES = {
  meets: 'item.met',
  breaks: 'item.broken',
  resumes: 'item.resumed',
  unpauses: 'item.unpaused',
  pauses: 'item.paused',
  reopens: 'item.reopened',
  excludes: 'kept.excluded',
  includes: 'kept.included',
  waits: 'item.waiting',
  holds: 'item.held',
  moves: 'item.moved',
  'changes-tier': 'register.put',
} as const;

/** The case as `kept deadline` takes it. */
export function caseJsonOf({ case: drawn }: Drawn, fromAtMs: number): JsonObject {
  const text = (minute: number, ms = 0) => new Date(fromAtMs + minute * MINUTE_MS + ms).toISOString();
  const dataOf = (mark: MinuteMark): JsonObject => {
    switch (mark.does) {
      case 'waits':
        return { cause: mark.isCustomers ? 'customer' : 'us' };
      case 'holds':
        return { until: text(mark.untilMinute) };
      case 'moves':
        return { scheduled: text(mark.plannedMinute) };
      case 'changes-tier':
        return { customer: { tier: mark.tier } };
      case 'excludes':
      case 'includes':
        return { reason: 'r', by: 'b' };
      default:
        return {};
    }
  };
  return {
    id: 'drawn',
    opens: text(drawn.opensMinute),
    register: { customer: { tier: drawn.tier } },
    data: drawn.schedule === null ? {} : { scheduled: text(drawn.schedule.plannedMinute) },
    marks: drawn.marks.map((mark) => ({ type: TYPES[mark.does], time: text(mark.minute), data: dataOf(mark) })),
    now: text(drawn.nowMinute, drawn.isJustAfter ? 1 : 0),
  };
}
