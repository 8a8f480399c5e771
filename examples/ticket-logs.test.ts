import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { loadBook } from '../server/command/book-file.ts';
import { importFiles, readMapping } from '../server/intake/index.ts';
import { applyBatch, emptyState } from '../shared/engine/index.ts';
import type { KeptEvent } from '../shared/event/index.ts';

const folder = mkdtempSync(join(tmpdir(), 'kept-tickets-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** The events that invented rows give through an example's mapping, each once. */
async function eventsOf(example: string, header: string, rows: readonly string[]): Promise<readonly KeptEvent[]> {
  const file = join(folder, `${example}.csv`);
  writeFileSync(file, `${[header, ...rows].join('\n')}\n`);
  const events = new Map<string, KeptEvent>();
  const sink = {
    deliver: async (some: readonly KeptEvent[]) => {
      for (const event of some) {
        expect(events.get(event.id) ?? event).toEqual(event);
        events.set(event.id, event);
      }
      return { accepted: some.length, repeats: 0, refused: [] };
    },
  };
  const path = at(`${example}/mapping.yaml`);
  const { refusals } = await importFiles({
    mapping: readMapping(readFileSync(path, 'utf8'), path),
    files: [file],
    sink,
    nowAtMs: () => 0,
  });
  expect(refusals).toEqual([]);
  return [...events.values()];
}

/** As `type time sequence`, and the data. */
function told(events: readonly KeptEvent[]): readonly string[] {
  return events.map(({ type, time, sequence, data }) => `${type} ${time} ${sequence} ${JSON.stringify(data)}`);
}

/** When the one ticket's obligation is due and what became of it. */
function standing(example: string, promise: string, events: readonly KeptEvent[]) {
  const state = emptyState(loadBook(at(`${example}/book.yaml`)).book);
  applyBatch(state, { firstPlace: 1, receivedAtMs: Date.UTC(2020, 0, 1), events });
  return [...state.items.values()].flatMap(({ obligations }) =>
    obligations
      .filter((obligation) => obligation.promise === promise)
      .map(({ group, dueAtMs, state: verdict }) => [group, dueAtMs === null ? null : new Date(dueAtMs).toISOString(), verdict]),
  );
}

describe('a ticket of the help desk', () => {
  const header = 'case:concept:name,event_index,time:timestamp,Activity';
  const rows = [
    'C1,0,2011-05-02T09:00:00.000+03:00,Assign seriousness',
    'C1,1,2011-05-02T09:30:00.000+03:00,Take in charge ticket',
    'C1,2,2011-05-02T09:30:00.000+03:00,Wait',
    'C1,3,2011-05-05T09:30:00.000+03:00,Wait',
    'C1,4,2011-05-06T09:30:00.000+03:00,Resolve ticket',
    'C1,5,2011-06-06T09:30:00.000+03:00,Closed',
  ];

  it('tells its steps in their order, at the clock readings of Italy', async () => {
    const events = told(await eventsOf('helpdesk', header, rows));
    expect(events.slice(0, 4)).toEqual([
      'ticket.opened 2011-05-02T09:00:00+02:00 00 {}',
      'ticket.changed 2011-05-02T09:00:00+02:00 00 {"step":"Assign seriousness"}',
      'ticket.changed 2011-05-02T09:30:00+02:00 01 {"step":"Take in charge ticket"}',
      'ticket.contacted 2011-05-02T09:30:00+02:00 01 {}',
    ]);
    const others = events.slice(4).filter((event) => !event.startsWith('ticket.changed'));
    expect(others.map((event) => event.split(' ')[0])).toEqual(['ticket.waiting', 'ticket.waiting', 'ticket.resolved', 'ticket.closed']);
  });

  it('[CLK-2] has four days more to be resolved when it waited four days in a row', async () => {
    const events = await eventsOf('helpdesk', header, rows);
    expect(standing('helpdesk', 'resolved', events)).toEqual([[null, '2011-05-20T07:00:00.000Z', 'kept']]);
    expect(standing('helpdesk', 'taken-8h', events)).toEqual([[null, '2011-05-02T15:00:00.000Z', 'kept']]);
    expect(standing('helpdesk', 'moves-on', events).map(([step, , verdict]) => `${step}: ${verdict}`)).toEqual([
      'Assign seriousness: kept',
      'Take in charge ticket: kept',
      'Wait: kept',
      'Wait: kept',
      'Resolve ticket: broken',
      'Closed: excluded',
    ]);
  });
});

describe('an incident of the BPI Challenge', () => {
  const header = 'case:concept:name,event_index,org:group,concept:name,impact,product,lifecycle:transition,time:timestamp';
  const rows = [
    '1-7,0,G1,Accepted,High,P1,In Progress,2012-04-02T09:00:00+02:00',
    '1-7,1,G2,Queued,High,P1,Awaiting Assignment,2012-04-02T10:00:00+02:00',
    '1-7,2,G2,Accepted,High,P1,Wait - User,2012-04-02T11:00:00+02:00',
    '1-7,3,G2,Completed,High,P1,Resolved,2012-04-05T11:00:00+02:00',
    '1-7,4,G2,Completed,High,P1,Closed,2012-04-12T01:00:00+02:00',
  ];

  it('opens with its impact and is handed over, without the name of anybody', async () => {
    expect(told(await eventsOf('bpic2013', header, rows)).filter((event) => !event.startsWith('ticket.changed'))).toEqual([
      'ticket.opened 2012-04-02T09:00:00+02:00 000 {"impact":"High","product":"P1"}',
      'ticket.assigned 2012-04-02T10:00:00+02:00 001 {"to":"G2"}',
      'ticket.waiting 2012-04-02T11:00:00+02:00 002 {}',
      'ticket.resolved 2012-04-05T11:00:00+02:00 003 {}',
      'ticket.resolved 2012-04-12T01:00:00+02:00 004 {}',
      'ticket.closed 2012-04-12T01:00:00+02:00 004 {}',
    ]);
  });

  it('[CLK-2] has two days by its impact, and three more that it waited for the user', async () => {
    expect(standing('bpic2013', 'resolved', await eventsOf('bpic2013', header, rows))).toEqual([
      ['High', '2012-04-07T07:00:00.000Z', 'kept'],
    ]);
  });
});

describe('an incident of the ServiceNow desk', () => {
  const header =
    'number,incident_state,reassignment_count,reopen_count,sys_mod_count,made_sla,opened_at,sys_updated_at,priority,assignment_group';
  const row = (state: string, mod: number, made: boolean, updated: string, reopened = 0) =>
    `INC1,${state},2,${reopened},${mod},${made},1/3/2016 08:00,${updated},3 - Moderate,Group 7`;
  const rows = [
    row('New', 0, true, '1/3/2016 08:10'),
    row('Awaiting User Info', 1, true, '1/3/2016 09:00'),
    row('Active', 2, true, '3/3/2016 09:00'),
    row('Resolved', 3, true, '7/3/2016 09:00'),
    row('Closed', 4, false, '12/3/2016 09:00'),
  ];

  it('[LOG-1] opens once, whatever number of rows say so, and tells what stood in each', async () => {
    const events = told(await eventsOf('uci-incidents', header, rows));
    expect(events.filter((event) => event.startsWith('ticket.opened'))).toEqual(['ticket.opened 2016-03-01T08:00:00Z 0 {}']);
    expect(events[1]).toBe(
      'ticket.changed 2016-03-01T08:10:00Z 000 {"state":"New","priority":"3 - Moderate","group":"Group 7","reassigned":2,"reopened":0}',
    );
    expect(events.some((event) => event.startsWith('ticket.reopened'))).toBe(false);
  });

  it("[CLK-2] is kept by our allowance, with two days of waiting, and missed by the desk's own verdict", async () => {
    const events = await eventsOf('uci-incidents', header, rows);
    expect(standing('uci-incidents', 'resolved', events)).toEqual([[null, '2016-03-08T08:00:00.000Z', 'kept']]);
    expect(standing('uci-incidents', 'own-verdict', events).map(([, , verdict]) => verdict)).toEqual(['broken']);
  });

  it('made when it closes without a miss, and reopened by a row that is open again', async () => {
    const events = await eventsOf('uci-incidents', header, [
      ...rows.slice(0, 4),
      row('Active', 4, true, '8/3/2016 09:00', 1),
      row('Closed', 5, true, '12/3/2016 09:00', 1),
    ]);
    expect(standing('uci-incidents', 'own-verdict', events).map(([, , verdict]) => verdict)).toEqual(['kept']);
    expect(told(events).filter((event) => event.startsWith('ticket.reopened'))).toEqual(['ticket.reopened 2016-03-08T09:00:00Z 004 {}']);
  });
});
