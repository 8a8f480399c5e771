import { existsSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  dataFile,
  durationsMs,
  hours,
  obligationsOf,
  spreadOf,
  sumOf,
  type Table,
  type TicketLog,
  tallied,
  talliesOf,
  ticketLog,
} from './ticket-log.ts';

const FILE = dataFile('tickets/bpic2013-incidents/incidents.csv.gz');
const LOAD_MS_MAX = 120_000;
const DAY_HOURS = 24;

describe.skipIf(!existsSync(FILE))('incidents of an IT desk through the product (skipped where the data folder is absent)', () => {
  let log: TicketLog;
  const known = (id: string) => log.known.get(`bpic2013.${id}`);
  const stretches = () => obligationsOf(log, 'moves-on');
  beforeAll(async () => {
    log = await ticketLog('bpic2013', FILE);
  }, LOAD_MS_MAX);

  it('every row is taken, every case is an item, with its impact', () => {
    expect(log.imported).toMatchObject({ rows: known('events'), repeats: 0, conflicts: 0, refused: 0 });
    const resolved = obligationsOf(log, 'resolved');
    expect({ cases: log.state.items.size, impact: tallied(resolved.map(({ group }) => group ?? '')) }).toEqual(known('cases'));
  });

  it('[OBL-1] every row opens an obligation of its own, also those that share a second', () => {
    expect(tallied(stretches().map(({ group }) => group ?? ''))).toEqual(known('sub-status'));
  });

  it('[TIM-4] hours in each status, until the next row', () => {
    const byStatus = Map.groupBy(stretches(), ({ group }) => group);
    const { rows } = known('sub-status-hours') as Table;
    expect(rows.map(([status]) => [status, hours(sumOf(durationsMs(byStatus.get(String(status)) ?? [])))])).toEqual(rows);
    const others = [...byStatus].filter(([status]) => !rows.some(([listed]) => listed === status));
    expect(others.flatMap(([, some]) => durationsMs(some))).toEqual([]);
  });

  it('days from the first row of a case to its last', () => {
    const cases = Map.groupBy(stretches(), ({ subject }) => subject);
    const { mean, median, max } = spreadOf([...cases.values()].map((some) => sumOf(durationsMs(some)) / DAY_HOURS));
    expect({ mean, median, max }).toEqual(known('case-days'));
  });

  it('[OBL-3] hours from the first row to the first that says Completed, kept or broken', () => {
    const { n, median, p90 } = spreadOf(durationsMs(obligationsOf(log, 'resolved')));
    expect({ n, median, p90 }).toEqual(known('first-completed'));
  });

  it('waiting for users, in all and in the middle case', () => {
    const waits = stretches().filter(({ group }) => group === 'Wait - User');
    const cases = [...Map.groupBy(waits, ({ subject }) => subject).values()].map((some) => sumOf(durationsMs(some)));
    const { n, total, median } = spreadOf(cases);
    expect({ cases: n, total, median }).toEqual(known('wait-user'));
  });

  it('[WIN-3] hand-overs, over all years', () => {
    expect(sumOf(talliesOf(log.state, 'hand-overs').map(({ kept, broken }) => kept + broken))).toBe(known('queued'));
  });
});
