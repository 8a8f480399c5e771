import { expect, it } from 'vitest';
import { createMoment } from './moment.ts';

const NOW = Date.parse('2026-06-18T07:42:08Z');
const HOUR_MS = 3_600_000;
const shanghai = createMoment('en', 'Asia/Shanghai');

it('shows the clock of the board’s place and not of the browser’s', () => expect(shanghai.exactTime(NOW)).toBe('15:42:08'));
it('shows midnight as 00:00:00', () => expect(shanghai.exactTime(Date.parse('2026-06-17T16:00:00Z'))).toBe('00:00:00'));
it('names the day', () => expect(shanghai.day(NOW).replace(',', '')).toBe('Thu 18 Jun'));
it('names the day in Chinese', () => expect(createMoment('zh', 'Asia/Shanghai').day(NOW)).toMatch(/6月18日\s?周四/));

it.each([
  ['Asia/Shanghai', 'UTC+8'],
  ['America/New_York', 'UTC−4'],
  ['Asia/Kolkata', 'UTC+5:30'],
  ['UTC', 'UTC'],
])('in %s all times are %s', (zone, name) => expect(createMoment('en', zone).offset(NOW)).toBe(name));

it.each([
  ['Asia/Shanghai', 8],
  ['America/New_York', -4],
  ['Asia/Kolkata', 5.5],
  ['UTC', 0],
])('in %s the clock is %f hours ahead', (zone, hours) => expect(createMoment('en', zone).offsetMs(NOW) / HOUR_MS).toBe(hours));

it('the offset is that of the date itself, also in winter', () => {
  expect(createMoment('en', 'America/New_York').offset(Date.parse('2026-01-18T07:42:08Z'))).toBe('UTC−5');
});

it.each([
  ['2026-06-18T10:00:00Z', '18:00'],
  ['2026-06-18T16:00:00Z', '24:00'],
  ['2026-06-18T16:01:00Z', 'Fri 00:01'],
  ['2026-06-17T16:00:00Z', '00:00'],
  ['2026-06-17T15:59:00Z', 'Wed 23:59'],
  ['2026-06-30T10:00:00Z', '30 Jun'],
])('%s is %s', (at, text) => expect(shanghai.near(Date.parse(at), NOW)).toBe(text));

it('what was said of an instant is said otherwise when its day has come, and when it is gone', () => {
  const at = Date.parse('2026-06-19T01:00:00Z');
  const said = [-10 * HOUR_MS, 0, 20 * HOUR_MS, -10 * HOUR_MS].map((ms) => shanghai.near(at, at + ms));
  expect(said).toEqual(['Fri 09:00', '09:00', 'Fri 09:00', 'Fri 09:00']);
});

it('the end of a day on which the clocks change is 24:00 as well', () => {
  const paris = createMoment('en', 'Europe/Paris');
  const change = Date.parse('2026-03-28T23:00:00Z');
  expect(paris.near(change + 23 * HOUR_MS, change + 12 * HOUR_MS)).toBe('24:00');
});

it('a date of the book is the same everywhere', () => {
  const places = (['America/New_York', 'Asia/Shanghai'] as const).map((zone) => createMoment('en', zone).date('2026-06-01', NOW));
  expect(places).toEqual(['1 Jun', '1 Jun']);
});

it('a date of another year says which', () => {
  expect([shanghai.date('2025-06-01', NOW), createMoment('zh', 'Asia/Shanghai').date('2025-06-01', NOW)]).toEqual([
    '1 Jun 2025',
    '2025年6月1日',
  ]);
});
