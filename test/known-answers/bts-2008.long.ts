import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { EngineState } from '../../shared/engine/index.ts';
import { departureWindows, knownFigures, roundedAs, tableOf, type Windows } from './departure-set.ts';
import { dataFile, marksOf, six, type Table } from './ticket-log.ts';

const MINUTES_10 = 600_000;
const MONTHS = ['2008-01', '2008-02'] as const;
const ROWS = { '2008-01': 605_765, '2008-02': 569_236 };
const CAUSES = ['carrierDelay', 'weatherDelay', 'nasDelay', 'securityDelay', 'lateAircraftDelay'] as const;
const TOP = 10;

const fileOf = (month: string): string => dataFile(`departures/bts-2008/flights_${month.replace('-', '_')}.csv.gz`);

/** Ten days of a month, such as `2008-01-1`: a month of flights is too much to hold at once. */
const tenDays = (subject: string): string => subject.slice('departure/'.length, 'departure/2008-01-1'.length);

type CauseMinutes = { [cause in (typeof CAUSES)[number]]: number };

/** The minutes of each cause, from the late arrivals as the product holds them. */
function addCauses(minutes: CauseMinutes, state: EngineState): void {
  for (const item of state.items.values())
    for (const { data } of marksOf(item, 'departure.arrived-late')) for (const cause of CAUSES) minutes[cause] += Number(data[cause]);
}

function topOrigins(windows: Windows, first: string): readonly string[] {
  const scheduled = (origin: string) => windows.departures('origin', [origin], [first]).scheduled;
  // The groups come by code, so that a tie stays in that order.
  return windows
    .groups('origin')
    .toSorted((a, b) => scheduled(b) - scheduled(a))
    .slice(0, TOP);
}

/** The figures of a month by the last part of their ids, as the product has them. */
function figuresOf(
  windows: Windows,
  month: string,
  minutes: CauseMinutes,
  known: ReadonlyMap<string, unknown>,
): ReadonlyMap<string, unknown> {
  const first = `${month}-01`;
  const carriers = windows.groups('carrier-day');
  const days = (carrier: string) => windows.dates('carrier-day', carrier);
  const dates = [...new Set(carriers.flatMap(days))].sort();
  const like = (id: string) => known.get(`bts.${month}.${id}`) as Table;
  const all = windows.departures('month', [null], [first]);
  const diverted = windows.counted('diverted', null);
  const [late, arrived] = [windows.counted('arrived-late', null), all.scheduled - all.cancelled - diverted];
  return new Map<string, unknown>([
    ['all', all],
    ['carriers', tableOf(like('carriers'), carriers, (carrier) => windows.departures('carrier-day', [carrier], days(carrier)))],
    ['days', tableOf(like('days'), dates, (date) => windows.departures('carrier-day', carriers, [date]))],
    ['hours', hoursTable(windows, first, like('hours'))],
    ['top-origins', tableOf(like('top-origins'), topOrigins(windows, first), (origin) => windows.departures('origin', [origin], [first]))],
    ...['AA', 'MQ', 'OO', 'UA', 'WN'].map((carrier) => {
      const id = `carrier.${carrier}.days`;
      return [id, tableOf(like(id), days(carrier), (date) => windows.departures('carrier-day', [carrier], [date]))] as const;
    }),
    ['diverted', diverted],
    ['arrivals-late15', { num: late, den: arrived, value: six(late / arrived) }],
    [
      'cancelled-by-code',
      Object.fromEntries(windows.groups('cancelled-why').map((code) => [code, windows.counted('cancelled-why', code)])),
    ],
    ['cause-minutes', minutes],
  ]);
}

function hoursTable(windows: Windows, first: string, like: Table): Table {
  const hours = windows.groups('hour').toSorted((a, b) => Number(a) - Number(b));
  const { columns, rows } = tableOf(like, hours, (hour) => windows.departures('hour', [hour], [first]));
  return { columns, rows: rows.map(([hour, ...figures]) => [Number(hour), ...figures]) };
}

describe.skipIf(!MONTHS.every((month) => existsSync(fileOf(month))))(
  'two months of flights in the United States through the product (skipped where the data folder is absent)',
  () => {
    it.each(MONTHS)('%s: every known figure comes out exactly', { timeout: MINUTES_10 }, async (month) => {
      const minutes: CauseMinutes = { carrierDelay: 0, weatherDelay: 0, nasDelay: 0, securityDelay: 0, lateAircraftDelay: 0 };
      const look = (_: string, state: EngineState) => addCauses(minutes, state);
      const { windows, imported } = await departureWindows({ example: 'bts-2008', file: fileOf(month), stretchOf: tenDays, look });
      expect(imported).toMatchObject({ rows: ROWS[month], refused: 0 });
      const known = knownFigures(`bts.${month}.`);
      const got = figuresOf(windows, month, minutes, known);
      expect(known.size).toBe(14);
      const figures = [...known].map(([id, value]) => [id, roundedAs(value, got.get(id.slice(`bts.${month}.`.length)))]);
      expect(figures).toEqual([...known]);
    });
  },
);
