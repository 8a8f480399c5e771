import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calendarOf, dayNumberOfDate, instantIn, shownIn } from '../../test/data/calendars.ts';
import {
  addWorkingMs,
  alwaysOpen,
  type Calendar,
  isOpenAt,
  nextOpening,
  publishedSet,
  type RawCalendar,
  spansBetween,
  workingMsBetween,
  zoneOf,
} from './index.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const OFFICE: RawCalendar = { week: { 'mon-fri': ['09:00-12:00', '13:00-18:00'] } };

function due(calendar: Calendar, opened: string, hours: number): string | null {
  return shownIn(calendar, addWorkingMs(calendar, instantIn(calendar, opened), hours * HOUR_MS));
}

describe('an allowance', () => {
  const office = calendarOf(OFFICE);
  it.each([
    ['2026-06-18T10:00', 1, '2026-06-18T11:00', 'inside one span'],
    ['2026-06-18T10:00', 2, '2026-06-18T12:00', 'that runs out as the office closes, not at the next opening'],
    ['2026-06-18T10:00', 7, '2026-06-18T18:00', 'that runs out in the evening, not the next morning'],
    ['2026-06-18T12:00', 0, '2026-06-18T12:00', 'without anything in it'],
    ['2026-06-18T10:30', 0, '2026-06-18T10:30', 'without anything in it, inside a span'],
    ['2026-06-18T11:00', 2, '2026-06-18T14:00', 'over lunch'],
  ])('from %s of %d h runs out at %s: %s', (opened, hours, expected) => {
    expect(due(office, opened, hours)).toBe(expected);
  });

  it('counts milliseconds', () => {
    const opened = instantIn(office, '2026-06-18T11:59:59.999');
    expect(addWorkingMs(office, opened, 2)?.atMs).toBe(instantIn(office, '2026-06-18T13:00:00.001'));
  });
});

describe('[CAL-2] what opens while closed starts to count at the next opening', () => {
  const office = calendarOf(OFFICE);
  it.each([
    ['2026-06-19T18:00', '2026-06-22T10:00', 'as the office closes on a Friday'],
    ['2026-06-20T11:00', '2026-06-22T10:00', 'on a Saturday'],
    ['2026-06-22T03:00', '2026-06-22T10:00', 'before the office opens'],
    ['2026-06-22T12:30', '2026-06-22T14:00', 'at lunch'],
  ])('%s with 1 h is due at %s: %s', (opened, expected) => {
    expect(due(office, opened, 1)).toBe(expected);
  });

  it('which is the instant itself while it is open', () => {
    expect(shownIn(office, nextOpening(office, instantIn(office, '2026-06-22T09:00')))).toBe('2026-06-22T09:00');
    expect(shownIn(office, nextOpening(office, instantIn(office, '2026-06-19T18:00')))).toBe('2026-06-22T09:00');
  });
});

describe('clocks that counted wrong elsewhere', () => {
  it('a weekend of waiting is not counted as working time', () => {
    const office = calendarOf(OFFICE);
    expect(workingMsBetween(office, instantIn(office, '2026-06-19T17:00'), instantIn(office, '2026-06-22T10:00'))).toBe(2 * HOUR_MS);
  });
  it('lunch as two spans a day does not break the due', () => {
    expect(due(calendarOf(OFFICE), '2026-06-18T09:00', 8.5)).toBe('2026-06-19T09:30');
  });
  it('a ticket opened outside hours does not go without a due', () => {
    expect(due(calendarOf(OFFICE), '2026-06-20T02:00', 4)).toBe('2026-06-22T14:00');
  });
  it('no weekday has to be a working day', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.constantFrom('mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'), { minLength: 1 }), (weekdays) => {
        const calendar = calendarOf({ week: Object.fromEntries(weekdays.map((weekday) => [weekday, ['09:00-18:00']])) });
        const monday = instantIn(calendar, '2026-06-01T00:00');
        expect(workingMsBetween(calendar, monday, monday + 14 * DAY_MS)).toBe(weekdays.length * 2 * 9 * HOUR_MS);
        const opened = instantIn(calendar, '2026-06-01T00:00');
        expect(addWorkingMs(calendar, opened, weekdays.length * 9 * HOUR_MS)?.atMs).toBeLessThanOrEqual(monday + 7 * DAY_MS);
      }),
      { seed: 6739, numRuns: 200 },
    );
  });
  it("[TIM-3] last winter's ticket is not counted with this summer's offset", () => {
    const calendar = calendarOf(OFFICE, 'America/New_York');
    expect(workingMsBetween(calendar, instantIn(calendar, '2026-06-18T09:00-04:00'), instantIn(calendar, '2026-06-18T10:00-04:00'))).toBe(
      HOUR_MS,
    );
    expect(workingMsBetween(calendar, instantIn(calendar, '2026-01-15T08:00-05:00'), instantIn(calendar, '2026-01-15T09:30-05:00'))).toBe(
      HOUR_MS / 2,
    );
  });
  it.each([
    ['America/New_York', '2026-03-06T17:00', '2026-03-09T10:00'],
    ['America/New_York', '2026-10-30T17:00', '2026-11-02T10:00'],
    ['Europe/Berlin', '2026-03-27T17:00', '2026-03-30T10:00'],
    ['Europe/Berlin', '2026-10-23T17:00', '2026-10-26T10:00'],
  ])('[TIM-3] in %s hours do not lie an hour off after the clocks changed', (zone, opened, expected) => {
    expect(due(calendarOf(OFFICE, zone), opened, 2)).toBe(expected);
  });
});

describe('[TIM-3] over a change of the clocks', () => {
  const night: RawCalendar = { week: { 'mon-sun': ['22:00-06:00'] } };
  it.each([
    ['Europe/Berlin', '2026-03-28T22:00', '2026-03-29T06:00', 7],
    ['Europe/Berlin', '2026-10-24T22:00', '2026-10-25T06:00', 9],
    ['America/New_York', '2026-03-07T22:00', '2026-03-08T06:00', 7],
    ['Australia/Lord_Howe', '2026-04-04T22:00', '2026-04-05T06:00', 8.5],
    ['Australia/Lord_Howe', '2026-10-03T22:00', '2026-10-04T06:00', 7.5],
    ['Asia/Shanghai', '2026-03-28T22:00', '2026-03-29T06:00', 8],
  ])('in %s the night from %s to %s has %d hours', (zone, from, to, hours) => {
    const calendar = calendarOf(night, zone);
    expect(workingMsBetween(calendar, instantIn(calendar, from), instantIn(calendar, to))).toBe(hours * HOUR_MS);
  });
  it('a span inside the hour that is missing moves with its ends', () => {
    const calendar = calendarOf({ week: { sun: ['02:00-02:30'] } }, 'Europe/Berlin');
    const spans = [...spansBetween(calendar, instantIn(calendar, '2026-03-29T00:00'), instantIn(calendar, '2026-03-30T00:00'))];
    expect(spans).toEqual([{ fromAtMs: instantIn(calendar, '2026-03-29T03:00'), toAtMs: instantIn(calendar, '2026-03-29T03:30') }]);
  });
  it('an end that comes twice is the first', () => {
    const calendar = calendarOf({ week: { sun: ['00:00-02:30'] } }, 'Europe/Berlin');
    expect(isOpenAt(calendar, instantIn(calendar, '2026-10-25T02:29+02:00'))).toBe(true);
    expect(isOpenAt(calendar, instantIn(calendar, '2026-10-25T02:00+01:00'))).toBe(false);
  });
});

describe('[TIM-1] a span', () => {
  const office = calendarOf(OFFICE);
  it('holds its first instant and not its last', () => {
    expect(['09:00', '12:00', '13:00', '18:00'].map((time) => isOpenAt(office, instantIn(office, `2026-06-18T${time}`)))).toEqual([
      true,
      false,
      true,
      false,
    ]);
  });
  it('is cut where the question begins and ends', () => {
    const spans = [...spansBetween(office, instantIn(office, '2026-06-19T10:00'), instantIn(office, '2026-06-22T09:15'))];
    expect(spans.map(({ fromAtMs, toAtMs }) => [shownIn(office, { atMs: fromAtMs }), shownIn(office, { atMs: toAtMs })])).toEqual([
      ['2026-06-19T10:00', '2026-06-19T12:00'],
      ['2026-06-19T13:00', '2026-06-19T18:00'],
      ['2026-06-22T09:00', '2026-06-22T09:15'],
    ]);
  });
  it('that is never closed is one, however many days it lasts', () => {
    const always = alwaysOpen(zoneOf('Europe/Berlin'));
    expect([...spansBetween(always, 12_345, 12_345 + 400 * DAY_MS)]).toEqual([{ fromAtMs: 12_345, toAtMs: 12_345 + 400 * DAY_MS }]);
  });
  it('is found without asking for those after it', () => {
    const always = calendarOf(OFFICE);
    const [first] = spansBetween(always, instantIn(always, '2026-06-18T00:00'), Number.POSITIVE_INFINITY);
    expect(first).toEqual({ fromAtMs: instantIn(always, '2026-06-18T09:00'), toAtMs: instantIn(always, '2026-06-18T12:00') });
  });
});

describe('[CAL-4] a year whose holidays are not published', () => {
  const raw: RawCalendar = { week: { 'mon-fri': ['09:00-18:00'] }, holidays: 'cn' };
  const office = calendarOf(raw);
  const inYear = (opened: string) => addWorkingMs(office, instantIn(office, opened), 9 * HOUR_MS);

  it('has weekdays in their place, and what depends on them is provisional', () => {
    expect(inYear('2026-12-31T10:00')).toEqual({ atMs: instantIn(office, '2027-01-01T10:00'), provisional: true });
    expect(nextOpening(office, instantIn(office, '2026-12-31T18:00'))).toEqual({
      atMs: instantIn(office, '2027-01-01T09:00'),
      provisional: true,
    });
  });
  it('makes nothing provisional that is over before it', () => {
    expect(inYear('2026-12-31T09:00')).toEqual({ atMs: instantIn(office, '2026-12-31T18:00'), provisional: false });
  });
  it('makes no date provisional that the book names itself', () => {
    const named = calendarOf({ ...raw, days: { '2027-01-01': [], '2027-01-02': [], '2027-01-03': [], '2027-01-04': ['09:00-18:00'] } });
    expect(addWorkingMs(named, instantIn(named, '2026-12-31T10:00'), 9 * HOUR_MS)).toEqual({
      atMs: instantIn(named, '2027-01-04T10:00'),
      provisional: false,
    });
  });
  it('makes provisional what a night of its last date reaches into', () => {
    const nights = calendarOf({ week: { 'mon-sun': ['22:00-06:00'] }, holidays: 'cn' });
    const days = calendarOf({ week: { 'mon-sun': ['00:00-06:00'] }, holidays: 'cn' });
    // The first notice known is that for 2007: the evening before could still be anything.
    const inFirstNight = (calendar: Calendar) => addWorkingMs(calendar, instantIn(calendar, '2007-01-01T01:00'), HOUR_MS)?.provisional;
    expect([inFirstNight(nights), inFirstNight(days)]).toEqual([true, false]);
  });
  it('moves what is due in it when it is published', () => {
    const newYear = dayNumberOfDate('2027-01-01');
    const notice = { en: "New Year's Day", zh: '元旦' };
    const published = calendarOf(raw, 'Asia/Shanghai', () => ({
      name: 'cn',
      publishedYears: { from: 2007, to: 2027 },
      on: (dayNumber) => (dayNumber === newYear ? { kind: 'holiday', name: notice } : (publishedSet('cn')?.on(dayNumber) ?? null)),
      ofYear: () => [],
    }));
    const moved = addWorkingMs(published, instantIn(office, '2026-12-31T10:00'), 9 * HOUR_MS);
    expect(moved).toEqual({ atMs: instantIn(office, '2027-01-04T10:00'), provisional: false });
  });
});

describe('a calendar that does not open again', () => {
  const never = calendarOf({ week: {}, days: { '2026-06-18': ['09:00-10:00'] } });
  const after = instantIn(never, '2026-06-18T09:30');
  it('gives no due and no opening', () => {
    expect(addWorkingMs(never, after, HOUR_MS)).toBeNull();
    expect(nextOpening(never, instantIn(never, '2026-06-18T10:00'))).toBeNull();
  });
  it('still gives a due before it closes for good', () => {
    expect(addWorkingMs(never, after, HOUR_MS / 2)?.atMs).toBe(instantIn(never, '2026-06-18T10:00'));
  });
  it('has no working time, however far one looks', () => {
    expect(workingMsBetween(never, after, after + 4000 * 365 * DAY_MS)).toBe(HOUR_MS / 2);
  });
});

describe('an allowance of many years', () => {
  it('has a due, however many weekends lie in between', () => {
    const office = calendarOf(OFFICE);
    expect(due(office, '2026-06-18T09:00', 20 * 52 * 5 * 8)).toBe('2046-05-23T18:00');
  });
  it('has none beyond a hundred years', () => {
    expect(addWorkingMs(alwaysOpen(zoneOf('UTC')), 0, 101 * 366 * DAY_MS)).toBeNull();
  });
});

it('working time over many days is the sum of its spans', () => {
  const office = calendarOf({ ...OFFICE, holidays: 'cn' });
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 6000 * DAY_MS }), fc.integer({ min: 0, max: 500 * DAY_MS }), (afterMs, lengthMs) => {
      const fromAtMs = instantIn(office, '2008-01-01T00:00') + afterMs;
      const spans = [...spansBetween(office, fromAtMs, fromAtMs + lengthMs)];
      const summed = spans.reduce((sum, span) => sum + span.toAtMs - span.fromAtMs, 0);
      expect(workingMsBetween(office, fromAtMs, fromAtMs + lengthMs)).toBe(summed);
    }),
    { seed: 64, numRuns: 100 },
  );
});
