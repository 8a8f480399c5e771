import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { loadDemoFlights } from './demo-flights.ts';

const FOLDER = join(import.meta.dirname, '../../examples/nyc-demo');
const flights = await loadDemoFlights(join(FOLDER, 'flights.csv.gz'));

it('covers fourteen days from a Monday on', () => {
  expect(flights.days.map((day) => day[0]?.date)).toEqual(
    Array.from({ length: 14 }, (_, day) => Temporal.PlainDate.from('2013-07-29').add({ days: day }).toString()),
  );
});

it('accounts for every record', () => {
  const { records, departed, cancelledShown, cancelledLeftOut } = flights.facts;
  expect(departed + cancelledShown + cancelledLeftOut).toBe(records);
});

it('says of every cancelled flight where its scheduled time comes from, and of no other', () => {
  const wrong = flights.days.flat().filter((flight) => (flight.delayMin === null) !== (flight.scheduledFrom !== null));
  expect(wrong).toEqual([]);
});

it.each(['records', 'departed', 'arrivalsKnown', 'cancelledShown', 'cancelledLeftOut'] as const)(
  'the README states the count of %s',
  (fact) => {
    const readme = readFileSync(join(FOLDER, 'README.md'), 'utf8').replaceAll(/ +/g, ' ');
    expect(readme).toContain(`| ${fact} | ${flights.facts[fact].toLocaleString('en-US')} |`);
  },
);

it('names a bundle that cannot be read, and what to do', () =>
  expect(loadDemoFlights(join(FOLDER, 'absent.csv.gz'))).rejects.toMatchObject({
    code: 'DEMO_UNREADABLE',
    message: expect.stringContaining('absent.csv.gz'),
  }));
