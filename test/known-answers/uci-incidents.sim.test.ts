import { existsSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { dateText } from '../../shared/calendar/index.ts';
import type { Mark, Obligation } from '../../shared/clock/index.ts';
import type { Tally } from '../../shared/measure/index.ts';
import {
  dataFile,
  durationsMs,
  hours,
  marksOf,
  obligationsOf,
  six,
  spreadOf,
  sumOf,
  type Table,
  type TicketLog,
  tallied,
  talliesOf,
  ticketLog,
} from './ticket-log.ts';

const FILE = dataFile('tickets/uci-incidents/incident_event_log.csv.gz');
const LOAD_MS_MAX = 120_000;
const WAITING = 'Awaiting User Info';

/** Counts of verdicts as the known answers name them. */
function made({ kept, broken }: Pick<Tally, 'kept' | 'broken'>) {
  return { incidents: kept + broken, made: kept, missed: broken, madeShare: six(kept / (kept + broken)) };
}

describe.skipIf(!existsSync(FILE))('incidents of a ServiceNow desk through the product (skipped where the data folder is absent)', () => {
  let log: TicketLog;
  let stretches: readonly (readonly Obligation[])[] = [];
  let updates: readonly (readonly Mark[])[] = [];
  let priorityOf: ReadonlyMap<string, string>;
  const known = (id: string) => log.known.get(`uci.${id}`);

  beforeAll(async () => {
    log = await ticketLog('uci-incidents', FILE);
    stretches = [...Map.groupBy(obligationsOf(log, 'moves-on'), ({ subject }) => subject).values()];
    const items = [...log.state.items.values()];
    updates = items.map((item) => marksOf(item, 'ticket.changed'));
    priorityOf = new Map(items.map((item) => [item.subject, String(marksOf(item, 'ticket.changed').at(-1)?.data['priority'])]));
  }, LOAD_MS_MAX);

  it('[LOG-1] every row is taken, and an opening that each row repeats counts once', () => {
    expect(log.imported).toMatchObject({ rows: known('events'), conflicts: 0, refused: 0 });
    expect(log.imported.rows - log.imported.repeats).toBe(known('incidents'));
    expect(log.state.items.size).toBe(known('incidents'));
  });

  it("[OBL-2] the desk's own verdicts, in all and by month of the opening", () => {
    expect(talliesOf(log.state, 'own-year').map(made)).toEqual([known('sla.all')]);
    const months = talliesOf(log.state, 'own-month');
    const rows = months.map((tally) => [
      dateText(log.state.book.zone.localDayOf(tally.fromAtMs)).slice(0, 7),
      ...Object.values(made(tally)),
    ]);
    expect(rows).toEqual((known('sla.months') as Table).rows);
  });

  it.each(['1 - Critical', '2 - High', '3 - Moderate', '4 - Low'])('the same by the priority that the last row has, %s', (priority) => {
    const verdicts = obligationsOf(log, 'own-verdict').filter(({ subject }) => priorityOf.get(subject) === priority);
    const { kept = 0, broken = 0 } = tallied(verdicts.map(({ state }) => state));
    expect(made({ kept, broken })).toEqual(known(`sla.priority.${priority.replace(' - ', '-').toLowerCase()}`));
  });

  it('[TIM-4] updates stand by their time, then by their number', () => {
    const differs = updates.filter((marks) => marks.some(({ sequence }, index) => (sequence ?? '') < (marks[index - 1]?.sequence ?? '')));
    expect(differs).toHaveLength(Number(known('order-differs')));
  });

  it('[TIM-4] changes of state, from which to which', () => {
    const pairs = stretches.flatMap((some) =>
      some.flatMap(({ group }, index) => {
        const before = some[index - 1]?.group ?? group;
        return before === group ? [] : [`${before} > ${group}`];
      }),
    );
    expect(pairs).toHaveLength(Number(known('state-changes')));
    const { rows } = known('state-changes.pairs') as Table;
    expect(tallied(pairs)).toEqual(Object.fromEntries(rows.map(([from, to, count]) => [`${from} > ${to}`, count])));
  });

  it('[OBL-1] visits to each state and hours in it, until the next row', () => {
    const visits = tallied(
      stretches.flatMap((some) => some.flatMap(({ group }, index) => (some[index - 1]?.group === group ? [] : [group ?? '']))),
    );
    const byState = Map.groupBy(stretches.flat(), ({ group }) => group ?? '');
    const rows = [...byState].map(([state, some]) => [state, visits[state], hours(sumOf(durationsMs(some)))]);
    expect(rows.sort(([a], [b]) => (String(a) < String(b) ? -1 : 1))).toEqual((known('states') as Table).rows);
  });

  it('waiting for users: how many incidents, how long, and by priority', () => {
    const waits = Map.groupBy(
      stretches.flat().filter(({ group }) => group === WAITING),
      ({ subject }) => subject,
    );
    const { num, den } = { num: waits.size, den: log.state.items.size };
    expect({ num, den, value: six(num / den) }).toEqual(known('awaiting-user.incidents'));
    const perIncident = [...waits].map(([subject, some]) => ({ priority: priorityOf.get(subject) ?? '', ms: sumOf(durationsMs(some)) }));
    const { total, ...spread } = spreadOf(perIncident.map(({ ms }) => ms));
    expect(total).toBe(known('awaiting-user.hours-total'));
    expect(spread).toEqual(known('awaiting-user.hours-per-incident'));
    const byPriority = [...Map.groupBy(perIncident, ({ priority }) => priority)];
    expect(Object.fromEntries(byPriority.map(([priority, some]) => [priority, hours(sumOf(some.map(({ ms }) => ms)))]))).toEqual(
      known('awaiting-user.hours-by-priority'),
    );
  });

  it('[OBL-3] hours from the opening to the first row that says Resolved, kept or broken', () => {
    expect(spreadOf(durationsMs(obligationsOf(log, 'resolved')))).toMatchObject(known('opened-to-resolved') as object);
  });

  it('hand-overs and reopenings that the last rows count', () => {
    const last = updates.map((marks) => marks.at(-1)?.data ?? {});
    expect(sumOf(last.map(({ reassigned }) => Number(reassigned)))).toBe(known('reassignments'));
    expect(last.filter(({ reopened }) => Number(reopened) > 0)).toHaveLength(Number(known('reopened')));
  });
});
