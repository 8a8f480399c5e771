import { describe, expect, it } from 'vitest';
import { calendarOf, dayNumberOfDate, instantIn, shownIn } from '../../test/data/calendars.ts';
import { alwaysOpen, type Calendar, endOfWorkingDay, openingDayOf, workingDaysBefore, zoneOf } from './index.ts';

const due = (calendar: Calendar, opened: string, days: number) =>
  shownIn(calendar, endOfWorkingDay(calendar, instantIn(calendar, opened), days));

describe('[CAL-3] working days', () => {
  const office = calendarOf({ week: { 'mon-fri': ['09:00-18:00'] }, holidays: 'cn' });
  const lunch = calendarOf({ week: { 'mon-fri': ['09:00-12:00', '13:00-18:00'], sat: ['09:00-12:00'] } });
  const nights = calendarOf({ week: { 'mon-fri': ['22:00-06:00'] } });

  it.each([
    ['2026-02-12T15:00', 10, '2026-03-04T18:00', 'a contract signed before Spring Festival, with two make-up Saturdays'],
    ['2026-02-12T00:00', 10, '2026-03-04T18:00', 'the same, signed as the day began'],
    ['2026-02-12T23:59', 10, '2026-03-04T18:00', 'the same, signed as the day ended'],
    ['2026-03-04T10:00', 15, '2026-03-25T18:00', 'the payment after its delivery'],
    ['2026-02-13T10:00', 1, '2026-02-14T18:00', 'a Saturday that makes up for a holiday'],
    ['2026-02-14T19:00', 1, '2026-02-24T18:00', 'over the whole festival'],
  ])('in China from %s, %d of them end at %s: %s', (opened, days, expected) => {
    expect(due(office, opened, days)).toBe(expected);
  });

  it.each([
    ['2026-06-18T03:00', 1, '2026-06-19T18:00', 'the opening day counts nothing, though it had not begun'],
    ['2026-06-19T10:00', 1, '2026-06-20T12:00', 'the last span of that day counts, however short the day is'],
    ['2026-06-21T10:00', 1, '2026-06-22T18:00', 'from a Sunday it is the Monday'],
    ['2026-06-19T10:00', 2, '2026-06-22T18:00', 'Sunday is none'],
  ])('from %s, %d of them end at %s: %s', (opened, days, expected) => {
    expect(due(lunch, opened, days)).toBe(expected);
  });

  it.each([
    ['2026-06-19T03:00', '2026-06-20T06:00', 'inside the span of the evening before, the day before is the opening day'],
    ['2026-06-19T07:00', '2026-06-23T06:00', 'after that span it is the date itself'],
    ['2026-06-20T03:00', '2026-06-23T06:00', "in Friday's night on a Saturday it is the Friday"],
    ['2026-06-19T06:00', '2026-06-23T06:00', 'as that span ends it is the date itself'],
  ])('by night from %s the first ends at %s: %s', (opened, expected) => {
    expect(due(nights, opened, 1)).toBe(expected);
  });

  it('without a calendar are all dates, and end at 24:00', () => {
    const always = alwaysOpen(zoneOf('Europe/Berlin'));
    expect(due(always, '2026-03-27T10:00', 2)).toBe('2026-03-30T00:00');
  });

  it('of a calendar that is never closed begin at its midnights', () => {
    const always = calendarOf({});
    expect(openingDayOf(always, instantIn(always, '2026-06-19T00:00'))).toBe(dayNumberOfDate('2026-06-19'));
  });

  it('are counted over many years', () => {
    const weekdays = calendarOf({ week: { 'mon-fri': ['09:00-18:00'] } });
    expect(due(weekdays, '2026-06-18T10:00', 20 * 52 * 5)).toBe('2046-05-24T18:00');
  });

  it('never come where the calendar stays closed', () => {
    expect(due(calendarOf({ week: {} }), '2026-06-19T10:00', 1)).toBeNull();
  });
});

it('[CAL-4] working days in a year that is not published are provisional', () => {
  const office = calendarOf({ week: { 'mon-fri': ['09:00-18:00'] }, holidays: 'cn' });
  const reckoned = (days: number) => endOfWorkingDay(office, instantIn(office, '2026-12-30T10:00'), days);
  expect([reckoned(1)?.provisional, reckoned(2)?.provisional]).toEqual([false, true]);
});

describe('[CLK-6] working days before a date', () => {
  const office = calendarOf({ week: { 'mon-fri': ['09:00-18:00'] }, holidays: 'cn' });
  it.each([
    ['2026-06-18', 5, '2026-06-11T18:00', 'a week before'],
    ['2026-06-18', 1, '2026-06-17T18:00', 'the day before, since the date itself counts nothing'],
    ['2026-06-21', 1, '2026-06-18T18:00', 'over a holiday and a weekend'],
    ['2026-02-24', 2, '2026-02-13T18:00', 'over Spring Festival and the make-up Saturday before it'],
  ])('%s, %d of them, is %s: %s', (date, days, expected) => {
    expect(shownIn(office, workingDaysBefore(office, dayNumberOfDate(date), days))).toBe(expected);
  });
  it('are not there where the calendar was never open', () => {
    expect(workingDaysBefore(calendarOf({ week: {} }), dayNumberOfDate('2026-06-18'), 1)).toBeNull();
  });
});
