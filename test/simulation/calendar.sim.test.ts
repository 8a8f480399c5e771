import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addWorkingMs,
  type Calendar,
  endOfWorkingDay,
  type HolidaySet,
  isOpenAt,
  nextOpening,
  spansBetween,
  workingMsBetween,
} from '../../shared/calendar/index.ts';
import { calendarOf } from '../data/calendars.ts';
import { MinuteOracle, type Pattern } from './minute-oracle.ts';
import { MINUTE_MS } from './world.ts';

const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const DAYS = 12;
const DAY_MS = 1440 * MINUTE_MS;

/** Days on which clocks change, and one on which they do not; the last four change at or over midnight, or skip a day. */
const CHANGES = [
  ['America/New_York', '2026-03-08'],
  ['America/New_York', '2026-11-01'],
  ['Europe/Berlin', '2026-03-29'],
  ['Europe/Berlin', '2026-10-25'],
  ['Australia/Lord_Howe', '2026-04-05'],
  ['Australia/Lord_Howe', '2026-10-04'],
  ['Asia/Shanghai', '2026-06-18'],
  ['America/Sao_Paulo', '2018-11-04'],
  ['America/St_Johns', '2006-10-29'],
  ['America/Toronto', '1919-03-30'],
  ['Pacific/Apia', '2011-12-30'],
] as const;

type Case = { readonly pattern: Pattern; readonly from: Temporal.PlainDate };

const quarter = fc.integer({ min: 0, max: 95 });
const time = (quarters: number): string =>
  `${String(Math.floor(quarters / 4)).padStart(2, '0')}:${String((quarters % 4) * 15).padStart(2, '0')}`;
/** Any two times; half of the spans go over midnight, and an end at 00:00 is written 24:00. */
const span = fc
  .tuple(quarter, quarter)
  .filter(([from, to]) => from !== to)
  .map(([from, to]) => `${time(from)}-${to === 0 ? '24:00' : time(to)}`);
const spans = fc.array(span, { maxLength: 3 });
const week = fc.array(fc.oneof(fc.constant<string[]>([]), spans), { minLength: 7, maxLength: 7 });
const exception = fc.oneof(fc.constantFrom('holiday' as const, 'makeup' as const), spans);

const cases: fc.Arbitrary<Case> = fc
  .record({
    change: fc.constantFrom(...CHANGES),
    daysBefore: fc.integer({ min: 0, max: DAYS - 2 }),
    week,
    makeup: spans,
    exceptions: fc.array(fc.tuple(fc.integer({ min: -2, max: DAYS }), exception), { maxLength: 3 }),
  })
  .map(({ change: [zone, date], daysBefore, week, makeup, exceptions }) => {
    const from = Temporal.PlainDate.from(date).subtract({ days: daysBefore });
    const said = new Map(exceptions.map(([day, what]) => [from.add({ days: day }).toString(), what]));
    return { from, pattern: { zone, week, makeup, said } };
  });

/** The same pattern as the product reads it. */
function compiled({ zone, week, makeup, said }: Pattern): Calendar {
  const days = Object.fromEntries([...said].flatMap(([date, what]) => (typeof what === 'string' ? [] : [[date, what]])));
  const set: HolidaySet = {
    name: 'drawn',
    publishedYears: 'every',
    on: (dayNumber) => {
      const what = said.get(new Date(dayNumber * DAY_MS).toISOString().slice(0, 10));
      return typeof what === 'string' ? { kind: what, name: { en: what, zh: what } } : null;
    },
    ofYear: () => [],
  };
  const raw = { week: Object.fromEntries(WEEKDAYS.map((weekday, index) => [weekday, week[index] ?? []])), makeup, days, holidays: 'drawn' };
  return calendarOf(raw, zone, () => set);
}

/** A case drawn from a seed, with some minutes to ask about, in order. */
function check(seed: number, runs: number, ask: (calendar: Calendar, oracle: MinuteOracle, minutes: readonly number[]) => void): void {
  const shares = fc.array(fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }), { minLength: 12, maxLength: 12 });
  fc.assert(
    fc.property(cases, shares, ({ pattern, from }, drawn) => {
      const oracle = new MinuteOracle(pattern, from, DAYS);
      const minutes = drawn.map((share) => Math.floor(share * oracle.open.length)).sort((a, b) => a - b);
      ask(compiled(pattern), oracle, minutes);
    }),
    { seed, numRuns: runs },
  );
}

const pairs = (minutes: readonly number[]) => minutes.flatMap((to, index) => minutes.slice(0, index).map((from) => ({ from, to })));

describe('a calendar agrees with a count minute by minute, also where the clocks change', () => {
  it('[CAL-1, TIM-3] on which minutes are open', () => {
    check(6739, 60, (calendar, oracle) => {
      const open = oracle.open.map((_, minute) => isOpenAt(calendar, oracle.fromAtMs + minute * MINUTE_MS));
      expect(open).toEqual(oracle.open);
    });
  });

  it('[TIM-3] on the working time between two instants', () => {
    check(10_594, 80, (calendar, oracle, minutes) => {
      for (const { from, to } of pairs(minutes))
        expect(workingMsBetween(calendar, oracle.fromAtMs + from * MINUTE_MS, oracle.fromAtMs + to * MINUTE_MS)).toBe(
          oracle.countMs(from, to),
        );
    });
  });

  it('[TIM-1] on the spans between two instants', () => {
    check(6847, 60, (calendar, oracle, minutes) => {
      const [from = 0, to = 0] = [minutes[0], minutes.at(-1)];
      const found = [...spansBetween(calendar, oracle.fromAtMs + from * MINUTE_MS, oracle.fromAtMs + to * MINUTE_MS)];
      expect(found).toEqual(oracle.runs(from, to));
    });
  });

  it('[CAL-2] on when an allowance runs out', () => {
    check(687, 80, (calendar, oracle, minutes) => {
      for (const { from, to } of pairs(minutes)) {
        const allowance = (to - from) % 1200;
        const due = oracle.dueMinute(from, allowance);
        const found = addWorkingMs(calendar, oracle.fromAtMs + from * MINUTE_MS, allowance * MINUTE_MS);
        if (due !== null) expect(found?.atMs).toBe(oracle.fromAtMs + due * MINUTE_MS);
        else expect(found === null || found.atMs >= oracle.fromAtMs + oracle.open.length * MINUTE_MS).toBe(true);
      }
    });
  });

  it('[CAL-2] on the next opening', () => {
    check(411, 80, (calendar, oracle, minutes) => {
      for (const from of minutes) {
        const opening = oracle.open.indexOf(true, from);
        const found = nextOpening(calendar, oracle.fromAtMs + from * MINUTE_MS);
        if (opening >= 0) expect(found?.atMs).toBe(oracle.fromAtMs + opening * MINUTE_MS);
        else expect(found === null || found.atMs >= oracle.fromAtMs + oracle.open.length * MINUTE_MS).toBe(true);
      }
    });
  });

  it('[CAL-3] on the end of a working day', () => {
    check(390, 120, (calendar, oracle, minutes) => {
      for (const [index, from] of minutes.entries()) {
        const end = oracle.endOfWorkingDay(oracle.fromAtMs + from * MINUTE_MS, (index % 4) + 1);
        if (end !== null) expect(endOfWorkingDay(calendar, oracle.fromAtMs + from * MINUTE_MS, (index % 4) + 1)?.atMs).toBe(end);
      }
    });
  });
});

describe('an allowance that was added', () => {
  it('[TIM-1] is counted back to the millisecond, and is not there one millisecond before', () => {
    check(8675, 150, (calendar, oracle, minutes) => {
      for (const [index, from] of minutes.entries()) {
        const openedAtMs = oracle.fromAtMs + from * MINUTE_MS + index * 4_567;
        const allowanceMs = 1 + index * 3_456_789;
        const due = addWorkingMs(calendar, openedAtMs, allowanceMs);
        if (due === null) continue;
        expect(workingMsBetween(calendar, openedAtMs, due.atMs)).toBe(allowanceMs);
        expect(workingMsBetween(calendar, openedAtMs, due.atMs - 1)).toBe(allowanceMs - 1);
      }
    });
  });

  it('in two parts is due when the whole is', () => {
    check(2449, 150, (calendar, oracle, minutes) => {
      for (const [index, from] of minutes.entries()) {
        const openedAtMs = oracle.fromAtMs + from * MINUTE_MS;
        const half = addWorkingMs(calendar, openedAtMs, 1 + index * 1_234_567);
        if (half === null) continue;
        expect(addWorkingMs(calendar, half.atMs, 7_654_321)).toEqual(addWorkingMs(calendar, openedAtMs, 1 + index * 1_234_567 + 7_654_321));
      }
    });
  });
});
