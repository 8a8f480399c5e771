import { existsSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Obligation } from '../../shared/clock/index.ts';
import { seededRandom, shuffled } from '../simulation/world.ts';
import {
  dataFile,
  durationsMs,
  judged,
  marksOf,
  obligationsOf,
  spreadOf,
  type Table,
  type TicketLog,
  tallied,
  ticketLog,
  verdictsOf,
} from './ticket-log.ts';

const FILE = dataFile('tickets/helpdesk/helpdesk.csv.gz');
const LOAD_MS_MAX = 120_000;

describe.skipIf(!existsSync(FILE))('a help desk of four years through the product (skipped where the data folder is absent)', () => {
  let log: TicketLog;
  const known = (id: string) => log.known.get(`helpdesk.${id}`);
  const items = () => [...log.state.items.values()];
  beforeAll(async () => {
    log = await ticketLog('helpdesk', FILE);
  }, LOAD_MS_MAX);

  it('every row is taken, and every ticket is an item', () => {
    expect(log.imported).toMatchObject({ rows: 21_348, repeats: 0, conflicts: 0, refused: 0 });
    expect(log.state.items.size).toBe(known('tickets'));
  });

  it('[OBL-1] every step opens an obligation of its own, also those that share a second', () => {
    expect(tallied(obligationsOf(log, 'moves-on').map(({ group }) => group ?? ''))).toEqual(known('events'));
  });

  it.each(['8h', '24h', '48h', '72h'])('[CLK-1] tickets taken in charge within %s', (allowance) => {
    expect(verdictsOf(log, `taken-${allowance}`)).toEqual(known(`take-in-charge-within.${allowance}`));
  });

  it('[OBL-3] how long it takes until a ticket is taken in charge, kept or broken', () => {
    expect(spreadOf(durationsMs(obligationsOf(log, 'taken-24h')))).toMatchObject(known('open-to-take-in-charge') as object);
  });

  it('the same by the clock readings that the two instants have in the zone of the book', () => {
    const { zone } = log.state.book;
    const readings = obligationsOf(log, 'taken-24h').flatMap(({ openedAtMs, metAtMs }) =>
      metAtMs === null ? [] : [metAtMs + zone.offsetAtMs(metAtMs) - openedAtMs - zone.offsetAtMs(openedAtMs)],
    );
    expect(spreadOf(readings)).toMatchObject(known('open-to-take-in-charge.wall') as object);
  });

  it('[WIN-1] the same by the year in which the ticket came', () => {
    const { zone } = log.state.book;
    const years = Map.groupBy(obligationsOf(log, 'taken-24h'), ({ openedAtMs }) =>
      new Date(openedAtMs + zone.offsetAtMs(openedAtMs)).getUTCFullYear(),
    );
    const rows = [...years].sort(([a], [b]) => a - b).map(([year, some]) => [String(year), spreadOf(durationsMs(some))] as const);
    expect(rows.map(([year, { n, median }]) => [year, n, median])).toEqual((known('take-in-charge.years') as Table).rows);
  });

  it('[TIM-4] from the first step to the last "Resolve ticket"', () => {
    const durations = items().flatMap((item) => {
      const [opened, last] = [marksOf(item, 'ticket.opened')[0], marksOf(item, 'ticket.resolved').at(-1)];
      return opened === undefined || last === undefined ? [] : [last.atMs - opened.atMs];
    });
    expect(spreadOf(durations)).toMatchObject(known('open-to-last-resolve') as object);
  });

  it('waiting, from each "Wait" to the next step', () => {
    const waits = obligationsOf(log, 'moves-on').filter(({ group }) => group === 'Wait');
    expect(new Set(waits.map(({ subject }) => subject)).size).toBe(known('wait.tickets'));
    expect(spreadOf(durationsMs(waits))).toMatchObject(known('wait.hours') as object);
  });

  it('[OBL-2] tickets that are never closed break the promise to close at all', () => {
    const { num, den } = verdictsOf(log, 'closed');
    expect(den - num).toBe(known('not-closed'));
  });

  it('[TIM-4] shuffled, every verdict is the same', { timeout: LOAD_MS_MAX }, () => {
    const state = judged('helpdesk', shuffled(log.events, seededRandom(4580)), Date.UTC(2026, 0, 1));
    for (const promise of ['taken-24h', 'resolved', 'closed', 'moves-on'])
      expect(bySubject(obligationsOf({ state }, promise))).toEqual(bySubject(obligationsOf(log, promise)));
  });
});

/** Items stand in the order in which they were heard of first. */
function bySubject(obligations: readonly Obligation[]): readonly Obligation[] {
  return obligations.toSorted((a, b) => a.subject.localeCompare(b.subject) || a.nth - b.nth);
}
