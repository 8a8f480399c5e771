import { expect, it } from 'vitest';
import { bookOf } from '../../test/simulation/world.ts';
import type { Ratio } from '../book/index.ts';
import { attainmentOf } from './attainment.ts';
import { countInDay, emptyDay } from './day-counts.ts';
import { dayIn, emptyTally } from './tally.ts';

function meanOf(zoneId: string, busy: string, attempts: readonly (readonly [time: string, isGood: boolean])[]): string {
  const says = 'says: { en: "Well.", zh: "好。" }';
  const keys = `kind: ratio, good: a.good, all: [a.good, a.bad], window: year, measure: mean of daily busy hour, busy: ${busy}, target: ">= 50%"`;
  const book = bookOf(`book: busy\ntimezone: ${zoneId}\ncurrency: USD\npromises: [{ id: figure, ${says}, ${keys} }]\n`);
  const promise = book.versions[0]?.promises[0] as Ratio;
  const tally = emptyTally({ fromAtMs: Date.parse('2026-01-01T00:00:00Z'), toAtMs: Date.parse('2027-01-01T00:00:00Z') });
  const { zone } = promise.calendar;
  for (const [time, isGood] of attempts) {
    const atMs = Date.parse(time);
    const day = zone.localDayOf(atMs);
    countInDay(
      dayIn(tally, day, () => emptyDay(zone, day)),
      { isGood, atMs },
      1,
    );
  }
  const { value } = attainmentOf(promise, tally);
  return value === null ? 'none' : `${value.n}/${value.d}`;
}

it.each(['time-consistent clock', 'time-consistent 15min'])(
  '[WIN-7, TIM-3] the same hour of %s is that of the wall clock, also on a day of 23 or 25 hours',
  (busy) => {
    const story = (day: string, offset: string) =>
      [
        [`${day}T10:00:00${offset}`, true],
        [`${day}T10:30:00${offset}`, true],
        [`${day}T12:00:00${offset}`, false],
      ] as const;
    const [summer, winter] = [story('2026-03-29', '+02:00'), story('2026-10-25', '+01:00')];
    expect(meanOf('Europe/Berlin', busy, [...story('2026-03-28', '+01:00'), ...summer, ...winter])).toBe('1/1');
  },
);
it('[WIN-7, TIM-3] of an hour that happens twice the first is the same one as on other days', () => {
  const story = [
    ['2026-10-24T02:10:00+02:00', true],
    ['2026-10-25T02:10:00+02:00', false],
    ['2026-10-25T02:10:00+01:00', true],
    ['2026-10-25T02:20:00+01:00', true],
  ] as const;
  expect(meanOf('Europe/Berlin', 'time-consistent clock', story)).toBe('1/2');
});
it('[WIN-1, WIN-7] clock hours start at whole hours also where clocks changed by half an hour', () => {
  const story = [
    ['2026-04-05T10:15:00+10:30', true],
    ['2026-04-05T10:45:00+10:30', false],
    ['2026-04-05T11:15:00+10:30', false],
  ] as const;
  expect(meanOf('Australia/Lord_Howe', 'clock', story)).toBe('1/2');
  expect(meanOf('Australia/Lord_Howe', 'sliding 15min', story)).toBe('1/2');
});
