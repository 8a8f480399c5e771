import { expect, it } from 'vitest';
import { demoCsv, type SourceFlight } from './demo-rows.ts';

const FLOWN: SourceFlight = {
  date: '2013-07-29',
  departure: '1012',
  departureDelay: '12',
  arrival: '1208',
  arrivalDelay: '8',
  carrier: 'UA',
  aircraft: 'N12345',
  flight: '7',
  origin: 'EWR',
  destination: 'ORD',
  airMinutes: '120',
};
const CANCELLED: SourceFlight = {
  ...FLOWN,
  date: '2013-08-01',
  departure: '',
  departureDelay: '',
  arrival: '',
  arrivalDelay: '',
  airMinutes: '',
};
const ZONES = new Map([
  ['ORD', 'America/Chicago'],
  ['BOS', 'America/New_York'],
]);

const linesOf = (flights: readonly SourceFlight[]): readonly string[] => demoCsv(flights, ZONES).trimEnd().split('\n').slice(1);

it('takes the scheduled time from the actual one and the delay', () =>
  expect(linesOf([FLOWN])[0]).toMatch(/^2013-07-29,600,12,UA,7,EWR,ORD,N12345,/));

it('keeps the scheduled date when the delay runs past midnight', () =>
  expect(linesOf([{ ...FLOWN, departure: '24', departureDelay: '84' }])[0]).toMatch(/^2013-07-29,1380,84,/));

it('counts the arrival in real minutes across time zones', () => expect(linesOf([FLOWN])[0]).toMatch(/,N12345,176,180,$/));

it('leaves the arrival blank when the flight was diverted', () =>
  expect(linesOf([{ ...FLOWN, arrivalDelay: '', airMinutes: '' }])[0]).toMatch(/,N12345,,,$/));

it('leaves the arrival blank when the time in the air contradicts it', () =>
  expect(linesOf([{ ...FLOWN, airMinutes: '190' }])[0]).toMatch(/,N12345,,,$/));

it('leaves the arrival blank at an airport of unknown zone', () =>
  expect(linesOf([{ ...FLOWN, destination: 'XXX' }])[0]).toMatch(/,N12345,,,$/));

it('gives a cancelled flight the time of the same flight on the nearest date, and says which', () =>
  expect(linesOf([FLOWN, CANCELLED, { ...FLOWN, date: '2013-08-03', departure: '1100', departureDelay: '0' }])).toContain(
    '2013-08-01,660,,UA,7,EWR,ORD,N12345,,,2013-08-03',
  ));

it('prefers the earlier date when two are equally near', () =>
  expect(linesOf([{ ...FLOWN, date: '2013-08-02' }, CANCELLED, { ...FLOWN, date: '2013-07-31' }])).toContainEqual(
    expect.stringMatching(/^2013-08-01,.*,2013-07-31$/),
  ));

it('borrows from outside the fortnight, but does not show what it borrowed from', () =>
  expect(linesOf([CANCELLED, { ...FLOWN, date: '2013-12-24' }])).toEqual(['2013-08-01,600,,UA,7,EWR,ORD,N12345,,,2013-12-24']));

it('borrows no time from another route', () =>
  expect(linesOf([CANCELLED, { ...FLOWN, destination: 'BOS' }])).toContain('2013-08-01,,,UA,7,EWR,ORD,N12345,,,'));

it('writes the same lines whatever order the source is in', () => {
  const flights = [FLOWN, CANCELLED, { ...FLOWN, flight: '8' }, { ...FLOWN, carrier: 'AA' }, { ...CANCELLED, flight: '9' }];
  expect(demoCsv(flights.toReversed(), ZONES)).toBe(demoCsv(flights, ZONES));
});
