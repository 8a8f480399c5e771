import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { importFiles, readMapping } from '../../server/intake/index.ts';
import type { KeptEvent } from '../../shared/event/index.ts';

const MAPPING = fileURLToPath(new URL('mapping.yaml', import.meta.url));
const HEADER = 'year,month,day,dep_time,dep_delay,arr_time,arr_delay,carrier,tailnum,flight,origin,dest,air_time,distance,hour,minute';
const folder = mkdtempSync(join(tmpdir(), 'kept-nyc-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Type, time and schedule of each event that a row gives. */
async function eventsOf(row: string): Promise<KeptEvent[]> {
  const file = join(folder, 'flights.csv');
  writeFileSync(file, `${HEADER}\n${row}\n`);
  const events: KeptEvent[] = [];
  const sink = {
    deliver: async (some: readonly KeptEvent[]) => {
      events.push(...some);
      return { accepted: some.length, repeats: 0, refused: [] };
    },
  };
  await importFiles({ mapping: readMapping(readFileSync(MAPPING, 'utf8'), MAPPING), files: [file], sink, nowAtMs: () => 0 });
  return events;
}
const told = async (row: string): Promise<string[]> =>
  (await eventsOf(row)).map(({ type, time, data }) => `${type} ${time} ${data['scheduled']}`);

describe('a row of nycflights13', () => {
  it('is known at the midnight of its date, and departs at its schedule and delay', async () => {
    expect(await eventsOf('2013,1,1,517,2,830,11,UA,N14228,1545,EWR,IAH,227,1400,5,17')).toEqual([
      {
        id: '2013-01-01/UA1545-EWR-IAH/scheduled',
        source: '/import/nycflights13',
        type: 'departure.scheduled',
        time: '2013-01-01T00:00:00-05:00',
        subject: 'departure/2013-01-01/UA1545-EWR-IAH',
        data: {
          carrier: 'UA',
          flight: '1545',
          origin: 'EWR',
          destination: 'IAH',
          aircraft: 'N14228',
          scheduled: '2013-01-01T05:15:00-05:00',
        },
      },
      {
        id: '2013-01-01/UA1545-EWR-IAH/departed',
        source: '/import/nycflights13',
        type: 'departure.departed',
        time: '2013-01-01T05:17:00-05:00',
        subject: 'departure/2013-01-01/UA1545-EWR-IAH',
        data: { carrier: 'UA', flight: '1545', origin: 'EWR', destination: 'IAH', aircraft: 'N14228' },
      },
    ]);
  });

  it.each([
    [
      'that leaves after midnight belongs to its own date',
      '2013,6,30,35,115,,,B6,N1,1,JFK,BOS,,,,',
      '2013-06-30T22:40:00-04:00',
      '2013-07-01T00:35:00-04:00',
    ],
    [
      'that leaves at 2400 leaves at midnight',
      '2013,6,30,2400,1,,,B6,N1,1,JFK,BOS,,,,',
      '2013-06-30T23:59:00-04:00',
      '2013-07-01T00:00:00-04:00',
    ],
    [
      'that leaves early over midnight belongs to its own date',
      '2013,6,30,2358,-4,,,B6,N1,1,JFK,BOS,,,,',
      '2013-06-30T00:02:00-04:00',
      '2013-06-29T23:58:00-04:00',
    ],
    [
      'delayed over the lost hour departs by real time',
      '2013,3,10,330,60,,,B6,N1,1,JFK,BOS,,,,',
      '2013-03-10T03:30:00-04:00',
      '2013-03-10T04:30:00-04:00',
    ],
    [
      'on the long day departs by real time',
      '2013,11,3,130,60,,,B6,N1,1,JFK,BOS,,,,',
      '2013-11-03T00:30:00-04:00',
      '2013-11-03T01:30:00-04:00',
    ],
  ])('%s', async (_, row, scheduled, departed) => {
    const midnight = `${scheduled.slice(0, 10)}T00:00:00${row.startsWith('2013,3,10') ? '-05:00' : '-04:00'}`;
    expect(await told(row)).toEqual([`departure.scheduled ${midnight} ${scheduled}`, `departure.departed ${departed} undefined`]);
  });

  it('without a departure is cancelled, its schedule unknown', async () => {
    const events = await eventsOf('2013,1,1,,,,,EV,,4308,EWR,RDU,,416,,');
    expect(events.map(({ type, time }) => `${type} ${time}`)).toEqual([
      'departure.scheduled 2013-01-01T00:00:00-05:00',
      'departure.cancelled 2013-01-01T00:00:00-05:00',
    ]);
    expect(events[0]?.data).toEqual({ carrier: 'EV', flight: '4308', origin: 'EWR', destination: 'RDU' });
  });
});
