import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { loadBook } from '../../server/command/book-file.ts';
import { importFiles, readMapping } from '../../server/intake/index.ts';
import { applyBatch, emptyState } from '../../shared/engine/index.ts';
import type { KeptEvent } from '../../shared/event/index.ts';

const MAPPING = fileURLToPath(new URL('mapping.yaml', import.meta.url));
const BOOK = fileURLToPath(new URL('book.yaml', import.meta.url));
const HEADER = 'case_enquiry_id,open_dt,target_dt,closed_dt,ontime,case_status,type,queue,department,neighborhood,source';
const WHAT = 'Graffiti Removal,PROP_GRAF,PROP,"Allston / Brighton",Self Service';
const folder = mkdtempSync(join(tmpdir(), 'kept-boston-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The events that an invented row gives. */
async function eventsOf(row: string): Promise<readonly KeptEvent[]> {
  const file = join(folder, 'requests.csv');
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

/** Verdicts on it, of the promise to close by the due time and of the one to close at all. */
async function verdictsOn(row: string, atMs: number): Promise<readonly string[]> {
  const state = emptyState(loadBook(BOOK).book);
  applyBatch(state, { firstPlace: 1, receivedAtMs: atMs, events: await eventsOf(row) });
  return [...state.items.values()].flatMap(({ obligations }) => obligations.map((obligation) => obligation.state));
}

describe('a request of Boston', () => {
  it('opens with its due time and closes with the verdict of the city', async () => {
    expect(await eventsOf(`7,2015-03-06 09:00:05,2015-03-09 08:30:00,2015-03-08 10:00:00,ONTIME,Closed,${WHAT}`)).toEqual([
      {
        id: '7/opened',
        source: '/import/boston311',
        type: 'ticket.opened',
        time: '2015-03-06T09:00:05-05:00',
        subject: 'ticket/7',
        data: {
          due: '2015-03-09T08:30:00-04:00',
          department: 'PROP',
          queue: 'PROP_GRAF',
          neighborhood: 'Allston / Brighton',
          type: 'Graffiti Removal',
          source: 'Self Service',
        },
      },
      {
        id: '7/closed',
        source: '/import/boston311',
        type: 'ticket.closed',
        time: '2015-03-08T10:00:00-04:00',
        subject: 'ticket/7',
        // By the clock on the wall, which was put forward an hour in between.
        data: { flag: 'ONTIME', wallSeconds: 176_395 },
      },
    ]);
  });

  it.each([
    ['closed by its due time keeps both promises', '2015-03-06 09:00:00,2015-03-09 08:30:00,2015-03-09 08:30:00', ['kept', 'kept']],
    ['closed late is closed all the same', '2015-03-06 09:00:00,2015-03-09 08:30:00,2015-03-09 08:30:01', ['broken', 'kept']],
    ['overdue and not closed is broken, and can still be closed', '2015-03-06 09:00:00,2015-03-09 08:30:00,', ['broken', 'open']],
    ['closed before it opened is kept', '2015-03-06 09:00:00,2015-03-09 08:30:00,2015-03-06 08:59:58', ['kept', 'kept']],
    ['without a due time is left out of the rate', '2015-03-06 09:00:00,,', ['excluded', 'open']],
    ['due before it opened is judged by its due time', '2015-03-06 09:00:00,2015-03-06 08:00:00,2015-03-06 09:30:00', ['broken', 'kept']],
  ])('%s', async (_, times, verdicts) => {
    expect(await verdictsOn(`7,${times},,Closed,${WHAT}`, Date.UTC(2015, 3, 1))).toEqual(verdicts);
  });
});
