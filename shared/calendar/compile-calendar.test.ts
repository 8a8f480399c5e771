import { describe, expect, it } from 'vitest';
import { calendarOf, dayNumberOfDate } from '../../test/data/calendars.ts';
import { type Calendar, compileCalendar, dayKind, type HolidaySet, isOpenAt, type RawCalendar, zoneOf } from './index.ts';

const BERLIN = zoneOf('Europe/Berlin');
const calendarIn = (raw: RawCalendar, sets?: readonly HolidaySet[]): Calendar =>
  calendarOf(raw, BERLIN.id, sets && ((name) => sets.find((set) => set.name === name) ?? null));

/** The spans of a date as the wall clock shows them. */
function spansOn(calendar: Calendar, date: string): readonly string[] {
  const shown = (atMs: number) => {
    const local = Temporal.Instant.fromEpochMilliseconds(atMs).toZonedDateTimeISO(calendar.zone.id).toPlainDateTime();
    return local.toPlainDate().toString() === date ? local.toPlainTime().toString({ smallestUnit: 'minute' }) : local.toString();
  };
  return calendar.day(dayNumberOfDate(date)).date.spans.map(({ fromAtMs, toAtMs }) => `${shown(fromAtMs)} to ${shown(toAtMs)}`);
}

function setOf(name: string, kind: 'holiday' | 'makeup', ...dates: readonly string[]): HolidaySet {
  const days = dates.map((date) => ({ dayNumber: dayNumberOfDate(date), kind, name: { en: name, zh: name } }));
  return { name, publishedYears: 'every', on: (day) => days.find((one) => one.dayNumber === day) ?? null, ofYear: () => days };
}

/** Of a Monday 2026-06-01 to its Sunday, the weekdays that are open. */
function openWeekdays(week: RawCalendar['week']): readonly number[] {
  const calendar = calendarIn({ ...(week === undefined ? {} : { week }) });
  return [0, 1, 2, 3, 4, 5, 6].filter((weekday) => calendar.day(dayNumberOfDate('2026-06-01') + weekday).date.spans.length > 0);
}

describe('a week', () => {
  const hours = ['09:00-18:00'];
  it.each([
    ['a weekday', { wed: hours }, [2]],
    ['a range', { 'mon-fri': hours }, [0, 1, 2, 3, 4]],
    ['a range over the weekend', { 'sat-mon': hours }, [0, 5, 6]],
    ['several keys', { mon: hours, thu: hours }, [0, 3]],
    ['nothing', {}, []],
  ])('that names %s leaves the other days closed', (_, week, open) => {
    expect(openWeekdays(week)).toEqual(open);
  });

  it('that is not given leaves every day open all day', () => {
    expect(openWeekdays(undefined)).toEqual([0, 1, 2, 3, 4, 5, 6]);
    expect(spansOn(calendarIn({}), '2026-06-01')).toEqual(['00:00 to 2026-06-02T00:00:00']);
  });

  it('unites spans that overlap or touch', () => {
    const calendar = calendarIn({ week: { mon: ['13:00-15:00', '09:00-12:00', '14:00-18:00', '12:00-12:30'] } });
    expect(spansOn(calendar, '2026-06-01')).toEqual(['09:00 to 12:30', '13:00 to 18:00']);
  });

  it('gives a weekday that two keys name the hours of both', () => {
    const calendar = calendarIn({ week: { 'mon-fri': ['09:00-12:00'], fri: ['14:00-16:00'] } });
    expect(spansOn(calendar, '2026-06-05')).toEqual(['09:00 to 12:00', '14:00 to 16:00']);
  });

  it('lets a span past midnight belong to the day it starts on', () => {
    const calendar = calendarIn({ week: { mon: ['22:00-06:00'] } });
    expect([spansOn(calendar, '2026-06-01'), spansOn(calendar, '2026-06-02')]).toEqual([['22:00 to 2026-06-02T06:00:00'], []]);
  });

  it('is open once where the night shift and the next morning overlap', () => {
    const calendar = calendarIn({ week: { mon: ['22:00-06:00'], tue: ['05:00-09:00'] } });
    expect(calendar.day(dayNumberOfDate('2026-06-02')).openMs).toBe(9 * 3_600_000);
  });
});

it('a calendar has the zone of the book unless it names its own', () => {
  expect([calendarIn({}).zone.id, calendarIn({ timezone: 'Asia/Shanghai' }).zone.id]).toEqual(['Europe/Berlin', 'Asia/Shanghai']);
});

it('holiday sets are found in any case', () => {
  expect(calendarIn({ holidays: ['DE-be', 'CN'] }).holidaySets.map(({ name }) => name)).toEqual(['de-be', 'cn']);
});

describe('[CAL-1] the spans of a date', () => {
  const week = { mon: ['09:00-18:00'], 'tue-fri': ['10:00-16:00'] };
  const off = setOf('off', 'holiday', '2026-06-02', '2026-06-06', '2026-06-03');
  const work = setOf('work', 'makeup', '2026-06-06', '2026-06-07');
  const days = { '2026-06-03': ['11:00-12:00'], '2026-06-04': [], '2026-06-07': [] };
  const calendar = calendarIn({ week, holidays: ['off', 'work'], days }, [off, work]);

  it.each([
    ['2026-06-01', ['09:00 to 18:00'], 'open', 'of its weekday where nothing else is said'],
    ['2026-06-02', [], 'holiday', 'none on a holiday'],
    ['2026-06-03', ['11:00 to 12:00'], 'open', 'those named, though it is a holiday'],
    ['2026-06-04', [], 'closed', 'none where none are named, though the weekday has some'],
    ['2026-06-06', ['09:00 to 18:00'], 'makeup', "Monday's where one set makes it a working day and another a holiday"],
    ['2026-06-07', [], 'closed', 'none where none are named, though it is a make-up day'],
  ])('%s are %j (%s): %s', (date, spans, kind) => {
    expect(spansOn(calendar, date)).toEqual(spans);
    expect(dayKind(calendar, dayNumberOfDate(date)).kind).toBe(kind);
  });

  it('of a make-up working day are those given for it', () => {
    const given = calendarIn({ week, holidays: 'work', makeup: ['08:00-12:00'] }, [work]);
    expect(spansOn(given, '2026-06-06')).toEqual(['08:00 to 12:00']);
  });

  it('come with the name of the holiday', () => {
    expect(dayKind(calendarIn({ holidays: 'cn' }), dayNumberOfDate('2026-02-17')).name).toEqual({ en: 'Spring Festival', zh: '春节' });
  });
});

describe('a fault', () => {
  it.each([
    [{ week: { 'mon-fri': ['09:00-18:00', '9:00-18:00'] } }, ['week', 'mon-fri', 1], false],
    [{ week: { mon: ['09:00-09:00'] } }, ['week', 'mon', 0], false],
    [{ week: { mon: ['24:00-06:00'] } }, ['week', 'mon', 0], false],
    [{ week: { mon: ['09:00-24:01'] } }, ['week', 'mon', 0], false],
    [{ week: { mon: ['09:60-10:00'] } }, ['week', 'mon', 0], false],
    [{ week: { monday: ['09:00-18:00'] } }, ['week', 'monday'], true],
    [{ week: { 'mon-mon': ['09:00-18:00'] } }, ['week', 'mon-mon'], true],
    [{ makeup: ['morning'] }, ['makeup', 0], false],
    [{ days: { '2026-02-29': [] } }, ['days', '2026-02-29'], true],
    [{ days: { '2026-02-28': ['x'] } }, ['days', '2026-02-28', 0], false],
    [{ holidays: 'fr' }, ['holidays'], false],
    [{ holidays: ['cn', 'fr'] }, ['holidays', 1], false],
    [{ timezone: 'Europe/Nowhere' }, ['timezone'], false],
  ])('of %j stands at %j', (raw: RawCalendar, path, atKey) => {
    expect(compileCalendar(raw, { bookZone: BERLIN, zoneOf })).toEqual({
      faults: [{ path, atKey, fault: expect.anything() }],
    });
  });

  it('says what was found and how to mend it', () => {
    expect(compileCalendar({ holidays: 'fr' }, { bookZone: BERLIN, zoneOf })).toMatchObject({
      faults: [
        {
          fault: { message: { key: 'fault.no-holidays', args: { name: 'fr', names: expect.stringMatching(/^cn, de, de-bb, .*us-ma$/) } } },
        },
      ],
    });
  });

  it('does not hide the others', () => {
    const compiled = compileCalendar({ timezone: 'x', week: { x: ['y'] }, holidays: 'z' }, { bookZone: BERLIN, zoneOf });
    expect('faults' in compiled && compiled.faults.map(({ path }) => path)).toEqual([
      ['week', 'x'],
      ['week', 'x', 0],
      ['timezone'],
      ['holidays'],
    ]);
  });
});

it('a date that the zone skipped is no working day', () => {
  const apia = calendarIn({ timezone: 'Pacific/Apia' });
  expect(apia.day(dayNumberOfDate('2011-12-30'))).toMatchObject({ date: { kind: 'closed', spans: [] }, open: [], openMs: 0 });
  expect(isOpenAt(apia, Temporal.ZonedDateTime.from('2011-12-31T00:00[Pacific/Apia]').epochMilliseconds)).toBe(true);
});
