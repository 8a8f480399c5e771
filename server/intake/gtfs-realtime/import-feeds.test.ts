import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { instantOf, type KeptEvent } from '../../../shared/event/index.ts';
import { storedZip } from '../../../test/data/stored-zip.ts';
import { type FeedEntity, type FeedMessage, feedBytes, type StopTimeUpdate } from './feed-message.ts';
import { importFeeds } from './import-feeds.ts';

const folder = mkdtempSync(join(tmpdir(), 'kept-gtfs-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** 2026-03-29 is the day on which the clocks go forward in Berlin. */
const TABLES = {
  'agency.txt': 'agency_id,agency_name,agency_url,agency_timezone\nA1,Northgate Coaches,https://northgate.example,Europe/Berlin',
  'calendar_dates.txt': 'service_id,date,exception_type\nS28,20260328,1\nS29,20260329,1',
  'trips.txt': 'route_id,service_id,trip_id\nR7,S28,T1\nR7,S28,T2\nR7,S28,T6\nR7,S29,T3\nR7,S29,T4\nR7,S29,F1',
  'frequencies.txt': 'trip_id,start_time,end_time,headway_secs\nF1,05:00:00,09:00:00,600',
  'stop_times.txt': [
    'trip_id,arrival_time,departure_time,stop_id,stop_sequence',
    'T1,25:10:00,25:10:00,SA,1',
    'T1,25:30:00,25:30:00,SC,3',
    'T1,25:20:00,25:21:00,SB,2',
    'T2,25:30:00,25:30:00,SA,1',
    'T2,25:50:00,25:50:00,SC,3',
    'T6,24:40:00,24:40:00,SA,1',
    'T6,24:55:00,24:55:00,SC,3',
    'T3,01:30:00,01:30:00,SA,1',
    'T3,01:45:00,01:46:00,SB,2',
    'T3,02:00:00,02:00:00,SC,3',
    'T4,05:00:00,05:00:00,SA,1',
    'T4,05:20:00,05:20:00,SC,3',
  ].join('\r\n'),
};

const MADE_AT = 1_774_743_600; // 2026-03-29 01:20 in Berlin

const messageOf = (entity: readonly FeedEntity[], timestamp = MADE_AT): FeedMessage => ({
  header: { incrementality: 'FULL_DATASET', timestamp },
  entity,
});

let files = 0;
function write(bytes: Uint8Array, extension: string): string {
  files += 1;
  const file = join(folder, `${files}.${extension}`);
  writeFileSync(file, bytes);
  return file;
}

/** A static feed, and what a web server wrote behind it. */
const zipOf = (tables: Readonly<Record<string, string>>, behind = ''): string => write(storedZip(tables, behind), 'zip');

async function imported(messages: readonly FeedMessage[], staticFile: string | null = zipOf(TABLES)) {
  const events: KeptEvent[] = [];
  const sink = {
    deliver: async (some: readonly KeptEvent[]) => {
      events.push(...some);
      return { accepted: some.length, repeats: 0, refused: [] };
    },
  };
  const names = messages.map((message) => write(feedBytes(message), 'pb'));
  const result = await importFeeds({
    files: names,
    staticFile: staticFile ?? undefined,
    source: 'urn:kept:gtfs:northgate',
    sink,
    nowAtMs: () => 0,
  });
  return { result, events };
}

/** Events as `type subject UTC`, in the order of subjects. */
function told(events: readonly KeptEvent[], ...types: readonly string[]): readonly string[] {
  return events
    .filter(({ type }) => types.includes(type))
    .map(({ type, subject, time }) => `${type} ${subject} ${new Date(instantOf(time) ?? 0).toISOString()}`)
    .sort();
}

const update = (tripId: string, startDate: string, ...stopTimeUpdate: readonly StopTimeUpdate[]): FeedEntity => ({
  id: tripId,
  tripUpdate: { trip: { tripId, startDate, scheduleRelationship: 'SCHEDULED' }, timestamp: 1_774_743_570, stopTimeUpdate },
});

const TRIPS = messageOf([
  update('T1', '20260328', { stopSequence: 1, departure: { delay: 120, uncertainty: 0 } }),
  { id: '2', tripUpdate: { trip: { tripId: 'T2', startDate: '20260328', scheduleRelationship: 'CANCELED' }, timestamp: 1_774_743_300 } },
  update(
    'T3',
    '20260329',
    { stopSequence: 1, departure: { delay: 60, time: 1_774_741_440, uncertainty: 0 } },
    { stopSequence: 3, scheduleRelationship: 'SKIPPED' },
  ),
  update('T4', '20260329', { stopSequence: 1, scheduleRelationship: 'NO_DATA' }),
  update('T6', '20260328', { stopSequence: 1, departure: { time: 1_774_741_500 } }),
  {
    id: '9',
    tripUpdate: {
      trip: { tripId: 'X9', routeId: 'R7', startDate: '20260328', scheduleRelationship: 'NEW' },
      timestamp: 1_774_743_300,
      stopTimeUpdate: [
        { stopSequence: 1, stopId: 'SA', departure: { scheduledTime: 1_774_745_400, time: 1_774_745_400 } },
        { stopSequence: 2, stopId: 'SC', arrival: { scheduledTime: 1_774_746_600, time: 1_774_746_600 } },
      ],
    },
  },
]);

const VEHICLES = messageOf(
  [
    { id: 'V6', vehicle: { trip: { tripId: 'T6', startDate: '20260328' }, currentStopSequence: 3, timestamp: 1_774_744_270 } },
    {
      id: 'V1',
      vehicle: {
        trip: { tripId: 'T1', startDate: '20260328' },
        currentStopSequence: 3,
        currentStatus: 'STOPPED_AT',
        timestamp: 1_774_744_260,
      },
    },
  ],
  1_774_744_290,
);

describe('messages of a GTFS Realtime feed', () => {
  it('[TIM-3] say what is due by the service day, which is noon less twelve hours', async () => {
    const { events } = await imported([TRIPS]);
    const due = events.flatMap(({ type, subject, data }) => (type === 'departure.scheduled' ? [[subject, data['scheduled']]] : []));
    expect(due.sort()).toEqual([
      ['departure/2026-03-28/T1', '2026-03-29T01:10:00+01:00'],
      ['departure/2026-03-28/T2', '2026-03-29T01:30:00+01:00'],
      ['departure/2026-03-28/T6', '2026-03-29T00:40:00+01:00'],
      ['departure/2026-03-28/X9', '2026-03-29T01:50:00+01:00'],
      ['departure/2026-03-29/T3', '2026-03-29T00:30:00+01:00'],
      ['departure/2026-03-29/T4', '2026-03-29T05:00:00+02:00'],
    ]);
  });

  it('tell departures that are past and certain, cancellations, and runs that end early', async () => {
    const { events } = await imported([TRIPS]);
    expect(told(events, 'departure.departed', 'departure.cancelled', 'departure.shortened')).toEqual([
      'departure.cancelled departure/2026-03-28/T2 2026-03-29T00:15:00.000Z',
      'departure.departed departure/2026-03-28/T1 2026-03-29T00:12:00.000Z',
      'departure.departed departure/2026-03-29/T3 2026-03-28T23:44:00.000Z',
      'departure.shortened departure/2026-03-29/T3 2026-03-29T00:19:30.000Z',
    ]);
    expect(events.find(({ type }) => type === 'departure.shortened')?.data).toMatchObject({ terminus: 'SC', reached: 'SB' });
  });

  it('tell the rest as estimates, and of a stop without data nothing', async () => {
    const { events } = await imported([TRIPS]);
    const estimates = events.filter(({ type }) => type === 'departure.estimated').map(({ subject, data }) => [subject, data['expected']]);
    expect(estimates).toEqual([
      ['departure/2026-03-28/T6', '2026-03-29T00:45:00+01:00'],
      ['departure/2026-03-28/X9', '2026-03-29T01:50:00+01:00'],
    ]);
  });

  it('confirm by the place of a vehicle what was thought, in whatever order the files are named', async () => {
    const { events } = await imported([VEHICLES, TRIPS]);
    expect(told(events, 'departure.departed', 'departure.arrived')).toContain(
      'departure.departed departure/2026-03-28/T6 2026-03-28T23:45:00.000Z',
    );
    expect(told(events, 'departure.arrived')).toEqual(['departure.arrived departure/2026-03-28/T1 2026-03-29T00:31:00.000Z']);
    expect(events.find(({ subject, type }) => subject.endsWith('T6') && type === 'departure.departed')?.data['basis']).toBe('vehicle');
  });

  it('[LOG-1] told twice tell nothing new, and imported again give the same ids', async () => {
    const [once, twice] = [await imported([TRIPS]), await imported([TRIPS, TRIPS])];
    expect(twice.events).toEqual(once.events);
    expect(new Set(once.events.map(({ id }) => id)).size).toBe(once.events.length);
  });

  it('[LOG-2] take back a departure that is told anew, and a cancellation when the trip runs after all', async () => {
    const later = messageOf(
      [
        update('T1', '20260328', { stopSequence: 1, departure: { delay: 180, uncertainty: 0 } }),
        update('T2', '20260328', { stopSequence: 1, departure: { delay: 0 } }),
      ],
      MADE_AT + 30,
    );
    const { events } = await imported([TRIPS, later]);
    const replacing = events.flatMap(({ type, data }) => (data['replaces'] === undefined ? [] : [[type, data['replaces']]]));
    expect(replacing).toEqual([
      ['departure.departed', '2026-03-28|T1|dep|1774743120'],
      ['departure.reinstated', '2026-03-28|T2|cancelled|1774743300'],
    ]);
  });

  it('withdraw a deleted trip, cancel one that skips every stop and a stop that is skipped on the way', async () => {
    const { events } = await imported([
      messageOf([
        { id: '1', tripUpdate: { trip: { tripId: 'T1', startDate: '20260328', scheduleRelationship: 'DELETED' } } },
        update(
          'T2',
          '20260328',
          { stopSequence: 1, scheduleRelationship: 'SKIPPED' },
          { stopSequence: 3, scheduleRelationship: 'SKIPPED' },
        ),
        update('T3', '20260329', { stopSequence: 2, scheduleRelationship: 'SKIPPED' }),
      ]),
    ]);
    expect(events.find(({ type }) => type === 'departure.withdrawn')?.data['replaces']).toBe('2026-03-28|T1|scheduled');
    expect(told(events, 'departure.cancelled').map((line) => line.split(' ')[1])).toEqual([
      'departure/2026-03-28/T2',
      'departure/2026-03-29/T3@2',
    ]);
  });

  it('find the service day where none is given, and a second run of a trip at its own time', async () => {
    const { events } = await imported([
      messageOf([
        { id: '1', tripUpdate: { trip: { tripId: 'T1' }, stopTimeUpdate: [{ stopId: 'SB', departure: { delay: 60 } }] } },
        {
          id: '2',
          tripUpdate: {
            trip: { tripId: 'T1', startDate: '20260328', scheduleRelationship: 'DUPLICATED' },
            tripProperties: { tripId: 'T1b', startDate: '20260328', startTime: '25:40:00' },
            timestamp: MADE_AT,
            stopTimeUpdate: [{ stopSequence: 2, departure: { delay: 0 } }],
          },
        },
      ]),
    ]);
    const due = events.flatMap(({ type, subject, data }) => (type === 'departure.scheduled' ? [[subject, data['scheduled']]] : []));
    expect(due).toEqual([
      ['departure/2026-03-28/T1', '2026-03-29T01:10:00+01:00'],
      ['departure/2026-03-28/T1@2', '2026-03-29T01:21:00+01:00'],
      ['departure/2026-03-28/T1b@2', '2026-03-29T01:51:00+01:00'],
    ]);
  });

  it('promise nothing of trips by headway, of added ones, or without a plan', async () => {
    const departure = { time: MADE_AT + 600 };
    const { events, result } = await imported([
      messageOf([
        update('F1', '20260329', { stopSequence: 1, departure }),
        {
          id: '2',
          tripUpdate: { trip: { tripId: 'A1', scheduleRelationship: 'ADDED' }, stopTimeUpdate: [{ stopSequence: 1, departure }] },
        },
        { id: '3', tripUpdate: { trip: { tripId: 'Q1' }, stopTimeUpdate: [{ stopSequence: 4, departure }] } },
      ]),
    ]);
    expect(events.map(({ type, subject }) => `${type} ${subject}`)).toEqual([
      'departure.estimated departure/2026-03-29/A1@1',
      'departure.estimated departure/2026-03-29/Q1@4',
    ]);
    expect(result.counts).toMatchObject({ trips: 3, tripsKnown: 1, stopUpdates: 3 });
  });

  it('take the plan from a time and its delay where there is no timetable', async () => {
    const { events } = await imported(
      [messageOf([update('T1', '20260328', { stopSequence: 2, departure: { time: MADE_AT, delay: -30 } })])],
      null,
    );
    expect(events[0]).toMatchObject({ subject: 'departure/2026-03-28/T1@2', data: { scheduled: '2026-03-29T00:20:30Z' } });
  });

  it('hold alerts for people, and no event comes of them', async () => {
    const alert = {
      informedEntity: [{ routeId: 'R7' }, { trip: { tripId: 'T2' } }],
      cause: 'CONSTRUCTION',
      effect: 'SIGNIFICANT_DELAYS',
      headerText: {
        translation: [
          { text: 'Linie 7 verspätet', language: 'de' },
          { text: 'Line 7 runs late', language: 'en' },
        ],
      },
    };
    const { result } = await imported([messageOf([{ id: 'A-77', alert }])]);
    expect(result).toMatchObject({ rows: 1, events: 0, counts: { alerts: 1 } });
    expect(result.notes).toEqual([
      { id: 'A-77', about: ['route/R7', 'trip/T2'], cause: 'CONSTRUCTION', effect: 'SIGNIFICANT_DELAYS', text: 'Line 7 runs late' },
    ]);
  });
});

describe('a timetable that cannot be read', () => {
  it('is no zip, or holds no timetable', async () => {
    await expect(imported([TRIPS], write(Buffer.from('<html>502</html>'), 'zip'))).rejects.toMatchObject({ code: 'FILE_UNREADABLE' });
    await expect(imported([TRIPS], zipOf({ 'readme.txt': 'nothing' }))).rejects.toThrow('no static GTFS feed');
  });

  it('is not one with a page of HTML behind its end', async () => {
    const { result } = await imported([TRIPS], zipOf(TABLES, '\r\n\r\n<!DOCTYPE html><p>Thank you for your download.</p>'));
    expect(result.timetable).toEqual({ trips: 6, stopTimes: 12 });
  });
});
