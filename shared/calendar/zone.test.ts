import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY_MS, dateOfDayNumber } from '../event/index.ts';
import { type LocalTime, zoneOf } from './index.ts';

const ZONES = [
  'America/New_York',
  'Europe/Berlin',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'Asia/Shanghai',
  'America/St_Johns',
  'America/Toronto',
  'UTC',
];
const at = (text: string): number => Temporal.Instant.from(text).epochMilliseconds;
const local = (text: string): LocalTime => {
  const { year, month, day, hour, minute, second, millisecond: ms } = Temporal.PlainDateTime.from(text);
  return { year, month, day, hour, minute, second, ms };
};

describe('[TIM-3] a wall clock reading', () => {
  it.each([
    ['America/New_York', '2013-03-10T01:59:59.999', '2013-03-10T06:59:59.999Z', 'the last reading before the gap'],
    ['America/New_York', '2013-03-10T02:30', '2013-03-10T07:30Z', 'missing, moves forward by the gap'],
    ['America/New_York', '2013-03-10T03:00', '2013-03-10T07:00Z', 'the first reading after the gap'],
    ['America/New_York', '2013-11-03T01:30', '2013-11-03T05:30Z', 'twice, the first'],
    ['America/New_York', '2013-11-03T02:00', '2013-11-03T07:00Z', 'once again unambiguous'],
    ['Europe/Berlin', '2026-03-29T02:30', '2026-03-29T01:30Z', 'missing, moves forward by the gap'],
    ['Europe/Berlin', '2026-10-25T02:30', '2026-10-25T00:30Z', 'twice, the first'],
    ['Australia/Lord_Howe', '2025-10-05T02:15', '2025-10-04T15:45Z', 'missing, in a gap of half an hour'],
    ['Australia/Lord_Howe', '2026-04-05T01:45', '2026-04-04T14:45Z', 'twice, in an overlap of half an hour'],
    ['Pacific/Apia', '2011-12-30T12:00', '2011-12-30T22:00Z', 'on a day that was skipped'],
    ['Pacific/Apia', '2011-12-31T00:00', '2011-12-30T10:00Z', 'the first reading after the skipped day'],
    ['Asia/Shanghai', '2026-06-18T15:42:08.123', '2026-06-18T07:42:08.123Z', 'without any change'],
  ])('%s %s is %s: %s', (zone, reading, instant) => {
    expect(zoneOf(zone).instantOfLocal(local(reading))).toBe(at(instant));
  });

  it('is refused where the date does not exist', () => {
    expect(zoneOf('Europe/Berlin').instantOfLocal({ ...local('2026-02-28T09:00'), day: 31 })).toBeNull();
  });
});

describe('the offset', () => {
  it('changes at the very instant of the change', () => {
    const zone = zoneOf('Europe/Berlin');
    const change = at('2026-03-29T01:00Z');
    expect([zone.offsetAtMs(change - 1), zone.offsetAtMs(change)]).toEqual([3_600_000, 7_200_000]);
  });

  it('is that of the date itself, whatever was asked before', () => {
    const zone = zoneOf('Asia/Shanghai');
    expect([at('2026-07-01T00:00Z'), at('1988-07-01T00:00Z'), at('2026-07-01T00:00Z')].map((instant) => zone.offsetAtMs(instant))).toEqual([
      28_800_000, 32_400_000, 28_800_000,
    ]);
  });
});

describe('a local date', () => {
  it.each([
    ['America/New_York', '2013-03-10', 23],
    ['America/New_York', '2013-11-03', 25],
    ['Europe/Berlin', '2026-03-29', 23],
    ['Europe/Berlin', '2026-10-25', 25],
    ['Australia/Lord_Howe', '2026-04-05', 24.5],
    ['Pacific/Apia', '2011-12-30', 0],
    ['Asia/Shanghai', '2026-03-29', 24],
  ])('in %s %s has %d hours', (id, date, hours) => {
    const zone = zoneOf(id);
    const day = at(`${date}T00:00Z`) / DAY_MS;
    expect((zone.startOfLocalDay(day + 1) - zone.startOfLocalDay(day)) / 3_600_000).toBe(hours);
  });
});

it('an unknown zone is refused by its name', () => {
  expect(() => zoneOf('Europe/Nowhere')).toThrow(
    expect.objectContaining({ code: 'ZONE_UNKNOWN', message: expect.stringContaining('Nowhere') }),
  );
});

describe('agrees with Temporal', () => {
  const zones = ZONES.map((id) => zoneOf(id));
  const anyZone = fc.constantFrom(...zones);
  const anyInstant = fc.integer({ min: at('1900-01-01T00:00Z'), max: at('2100-01-01T00:00Z') });
  // Most readings are far from a change; half of the cases are drawn from the three days around one.
  const nearChange = fc.tuple(anyZone, anyInstant, fc.integer({ min: -DAY_MS, max: 2 * DAY_MS })).map(([zone, from, shift]) => {
    const change = Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(zone.id).getTimeZoneTransition('next');
    return [zone, (change?.epochMilliseconds ?? from) + shift] as const;
  });
  const cases = fc.oneof(nearChange, fc.tuple(anyZone, anyInstant));

  it('on offset and local date of an instant', () => {
    fc.assert(
      fc.property(cases, ([zone, instant]) => {
        const zoned = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone.id);
        expect(zone.offsetAtMs(instant)).toBe(zoned.offsetNanoseconds / 1e6);
        expect(dateOfDayNumber(zone.localDayOf(instant))).toEqual({ year: zoned.year, month: zoned.month, day: zoned.day });
      }),
      { seed: 20_871, numRuns: 3000 },
    );
  });

  it('on the instant of a wall clock reading', () => {
    fc.assert(
      fc.property(cases, ([zone, localMs]) => {
        const reading = Temporal.Instant.fromEpochMilliseconds(localMs).toZonedDateTimeISO('UTC').toPlainDateTime();
        expect(zone.instantOfLocalMs(localMs)).toBe(reading.toZonedDateTime(zone.id).epochMilliseconds);
      }),
      { seed: 412, numRuns: 3000 },
    );
  });

  it('on the start of a local date', () => {
    fc.assert(
      fc.property(cases, ([zone, instant]) => {
        const day = Math.floor(instant / DAY_MS);
        expect(zone.startOfLocalDay(day)).toBe(Temporal.PlainDate.from(dateOfDayNumber(day)).toZonedDateTime(zone.id).epochMilliseconds);
      }),
      { seed: 77, numRuns: 3000 },
    );
  });
});
