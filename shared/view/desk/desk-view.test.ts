import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TICKETS_BOOK, ticketEvent } from '../../../test/data/tickets-book.ts';
import { bookOf, HOUR_MS, MINUTE_MS, seededRandom, seeds, shuffled } from '../../../test/simulation/world.ts';
import { type Action, advance, applyBatch, decide, type EngineState, emptyState } from '../../engine/index.ts';
import { KeptError } from '../../error/index.ts';
import type { KeptEvent } from '../../event/index.ts';
import type { DeskRow, DeskView } from './desk.ts';
import { patchDesk } from './desk-patch.ts';
import { DeskRows } from './desk-view.ts';

const BOOK = bookOf(TICKETS_BOOK);
const START_MS = Date.UTC(2026, 5, 18, 1);
const TICKETS = 40;
const NO_BANNER = { banner: null };

/** As a set by id, and as it arrives over the wire. */
function asSet({ head, rows }: DeskView): object {
  return JSON.parse(JSON.stringify({ head, rows: rows.toSorted((a, b) => (a.id < b.id ? -1 : 1)) }));
}
function fold(state: EngineState, events: readonly KeptEvent[], receivedAtMs: number): void {
  applyBatch(state, { firstPlace: state.place + 1, receivedAtMs: Math.max(state.nowAtMs, receivedAtMs), events });
}
/** A folded state, and its rows by id. */
function deskOf(events: readonly KeptEvent[], nowAtMs: number) {
  const state = emptyState(BOOK);
  fold(state, events, nowAtMs);
  advance(state, nowAtMs + 1_000);
  return { state, rows: new Map(new DeskRows(state, NO_BANNER).view.rows.map((row) => [row.id, row])) };
}

/** Some hours of tickets: what sources say, and from time to time a change of a customer's tier. */
function ticketDay(random: () => number): readonly KeptEvent[] {
  const types = 'ticket.contacted ticket.waiting ticket.resumed ticket.resolved ticket.closed ticket.assigned item.fact'.split(' ');
  const pick = <T>(list: readonly T[]) => list[Math.floor(random() * list.length)] as T;
  return Array.from({ length: TICKETS }, (_, ticket) => {
    const openedAtMs = START_MS + Math.floor(random() * 6 * HOUR_MS);
    const kind = random() < 0.05 ? 'test' : 'fault';
    const opened = ticketEvent(`${ticket}`, 'ticket.opened', openedAtMs, { title: `Fault ${ticket}`, customer: `C-${ticket % 5}`, kind });
    const later = Array.from({ length: Math.floor(random() * 6) }, () =>
      ticketEvent(`${ticket}`, pick(types), openedAtMs + Math.floor(random() * 9 * HOUR_MS), { to: pick(['Field 1', 'Field 2']) }),
    );
    const putAtMs = START_MS + Math.floor(random() * 10 * HOUR_MS);
    const put = ticketEvent('', 'register.put', putAtMs, { kind: 'customer', tier: pick(['gold', 'silver']) });
    return [opened, ...later, ...(ticket % 4 === 0 ? [{ ...put, id: `put/${ticket}`, subject: `customer/C-${ticket % 5}` }] : [])];
  })
    .flat()
    .sort((a, b) => (a.time < b.time ? -1 : 1));
}

function randomAction(state: EngineState, random: () => number): Action {
  const id = `${random() < 0.5 ? 'first-call' : 'repaired'} ticket/${Math.floor(random() * TICKETS)} 1`;
  const who = { id, by: random() < 0.5 ? 'Lead A' : 'Lead B', atMs: state.nowAtMs };
  const roll = random();
  if (roll < 0.4) return { ...who, type: 'acknowledge' };
  if (roll < 0.6) return { ...who, type: 'assign', to: `Field ${Math.floor(random() * 9)}` };
  if (roll < 0.7) return { ...who, type: 'note', text: 'seen' };
  return { ...who, type: roll < 0.88 ? 'exclude' : 'include', reason: 'storm' };
}
function acted(state: EngineState, random: () => number): readonly KeptEvent[] {
  try {
    return decide(state, randomAction(state, random));
  } catch (error) {
    if (error instanceof KeptError) return [];
    throw error;
  }
}

describe.each([{ rowsMax: 20_000 }, { rowsMax: 12 }])('with room for $rowsMax rows', ({ rowsMax }) => {
  it.each(seeds([], 8))(
    'seed %i: after any mix of events, acts and time the rows kept up to date equal those drawn from the start',
    (seed) => {
      const random = seededRandom(seed);
      const state = emptyState(BOOK);
      const rows = new DeskRows(state, { banner: null, rowsMax });
      let held = JSON.parse(JSON.stringify(rows.view)) as DeskView;
      let seen = 0;
      for (const event of ticketDay(random)) {
        const receivedAtMs = Date.parse(event.time) + Math.floor(random() * random() * HOUR_MS);
        fold(state, [event], receivedAtMs);
        if (random() < 0.5) for (const entry of acted(state, random)) fold(state, [entry], state.nowAtMs);
        if (random() < 0.2) advance(state, state.nowAtMs + Math.floor(random() * 10 * MINUTE_MS));
        if (random() < 0.4) continue;
        const patch = rows.refresh();
        if (patch !== null) held = patchDesk(held, JSON.parse(JSON.stringify(patch)));
        const fresh = asSet(new DeskRows(state, { banner: null, rowsMax }).view);
        expect(asSet(rows.view)).toEqual(fresh);
        expect(asSet(held)).toEqual(fresh);
        seen = Math.max(seen, held.rows.length);
      }
      expect(seen).toBeGreaterThan(10);
      expect(held.rows.length).toBeLessThanOrEqual(rowsMax);
    },
  );
});

it.each(seeds([], 8))('seed %i: [ACT-2, ACT-3, ACT-4] any order of arrival gives the same rows, owners and acknowledgements', (seed) => {
  const random = seededRandom(seed);
  const events = [...ticketDay(random)];
  const state = emptyState(BOOK);
  const log: KeptEvent[] = [];
  const take = (event: KeptEvent) => {
    log.push(event);
    fold(state, [event], Date.parse(event.time));
  };
  for (const event of events) {
    take(event);
    if (random() < 0.6) for (const entry of acted(state, random)) take(entry);
  }
  const nowAtMs = state.nowAtMs + HOUR_MS;
  const known = (order: readonly KeptEvent[]) =>
    [...deskOf(order, nowAtMs).rows.values()]
      .map(({ id, owner, ackedBy, tier, dueAtMs, leftMs, state }) => ({
        id,
        owner,
        ackedBy,
        tier,
        dueAtMs,
        leftMs,
        isBroken: state === 'broken',
      }))
      .sort((a, b) => (a.id < b.id ? -1 : 1));
  expect(known(shuffled(log, random))).toEqual(known(log));
  expect(known(log).some(({ ackedBy, isBroken }) => isBroken && ackedBy !== null)).toBe(true);
});

it('a row says what it is about, whose it is and how it stands', () => {
  const opened = ticketEvent('T-1', 'ticket.opened', START_MS, { title: 'No dial tone', customer: 'C-1' });
  const gold = { ...ticketEvent('', 'register.put', START_MS - 1, { kind: 'customer', tier: 'gold' }), subject: 'customer/C-1' };
  const waiting = ticketEvent('T-1', 'ticket.waiting', START_MS + HOUR_MS);
  const { rows } = deskOf(
    [gold, opened, ticketEvent('T-1', 'ticket.assigned', START_MS + 1, { to: 'Field 3' }), waiting],
    START_MS + 2 * HOUR_MS,
  );
  expect(rows.get('repaired ticket/T-1 1')).toEqual({
    id: 'repaired ticket/T-1 1',
    promise: 'repaired',
    subject: 'ticket/T-1',
    label: 'T-1',
    title: 'No dial tone',
    group: null,
    tier: 'gold',
    owner: 'Field 3',
    state: 'on-track',
    isStopped: true,
    dueAtMs: null,
    leftMs: 3 * HOUR_MS,
    chance: null,
    why: null,
    warnedAtMs: null,
    warnedBy: null,
    costMinor: 0,
    ackedBy: null,
    shelvedBy: null,
    shelvedUntilMs: null,
    incident: null,
    rev: 4,
  });
  expect(rows.get('first-call ticket/T-1 1')).toMatchObject({
    state: 'broken',
    tier: null,
    costMinor: 2_000,
    isStopped: false,
    chance: null,
  });
});
it('a breach that is done goes from the rows after a quarter of an hour, though nothing else happens', () => {
  const events = [ticketEvent('T-1', 'ticket.opened', START_MS), ticketEvent('T-1', 'ticket.contacted', START_MS + 65 * MINUTE_MS)];
  const { state } = deskOf(events, START_MS + 70 * MINUTE_MS);
  const rows = new DeskRows(state, NO_BANNER);
  const id = 'first-call ticket/T-1 1';
  expect(rows.view.rows.map((row) => row.id)).toContain(id);
  advance(state, START_MS + 75 * MINUTE_MS);
  rows.refresh();
  expect(rows.view.rows.map((row) => row.id)).toContain(id);
  advance(state, START_MS + 75 * MINUTE_MS + 1);
  expect(rows.refresh()?.gone).toEqual([id]);
});
it('rows about which nothing changed stay the same objects, and a look without change gives no patch', () => {
  const events = Array.from({ length: 20 }, (_, ticket) => ticketEvent(`${ticket}`, 'ticket.opened', START_MS + ticket));
  const { state } = deskOf(events, START_MS + MINUTE_MS);
  const rows = new DeskRows(state, NO_BANNER);
  const before = new Map(rows.view.rows.map((row) => [row.id, row]));
  expect(rows.refresh()).toBeNull();
  const note: Action = { id: 'repaired ticket/7 1', by: 'Lead A', atMs: state.nowAtMs, type: 'note', text: 'seen' };
  fold(state, decide(state, note), state.nowAtMs);
  const patch = rows.refresh();
  expect(patch?.rows.map((row) => row.id).sort()).toEqual(['first-call ticket/7 1', 'repaired ticket/7 1']);
  const same = rows.view.rows.filter((row) => before.get(row.id) === row);
  expect(same.length).toBe(38);
});
it('of more than there is room for the most urgent stand, what is broken first', () => {
  const late = ticketEvent('late', 'ticket.opened', START_MS - 2 * HOUR_MS);
  const events = [
    late,
    ...Array.from({ length: 20 }, (_, ticket) => ticketEvent(`${ticket}`, 'ticket.opened', START_MS + ticket * MINUTE_MS)),
  ];
  const { state } = deskOf(events, START_MS + 20 * MINUTE_MS);
  const { head, rows } = new DeskRows(state, { banner: null, rowsMax: 3 }).view;
  expect(head.total).toBe(42);
  expect(rows.map((row) => row.id).sort()).toEqual(['first-call ticket/0 1', 'first-call ticket/1 1', 'first-call ticket/late 1']);
});

const row = (id: string, rev: number): DeskRow => ({ id, rev }) as DeskRow;
const view = (rows: readonly DeskRow[]): DeskView => ({ head: { total: rows.length } as DeskView['head'], rows });
it('a patch takes rows away, puts new ones last and leaves the others the same objects', () => {
  const rowsOf = fc.uniqueArray(fc.record({ id: fc.constantFrom('a', 'b', 'c', 'd'), rev: fc.nat(3) }), { selector: ({ id }) => id });
  fc.assert(
    fc.property(rowsOf, rowsOf, (before, after) => {
      const held = view(before.map(({ id, rev }) => row(id, rev)));
      const changed = after.filter(({ id, rev }) => !before.some((each) => each.id === id && each.rev === rev));
      const gone = before.filter(({ id }) => !after.some((each) => each.id === id)).map(({ id }) => id);
      const patched = patchDesk(held, { rows: changed.map(({ id, rev }) => row(id, rev)), gone });
      expect(asSet(patched)).toEqual(asSet({ ...view(after.map(({ id, rev }) => row(id, rev))), head: held.head }));
      for (const kept of patched.rows) if (!changed.some(({ id }) => id === kept.id)) expect(held.rows).toContain(kept);
    }),
    { seed: 7 },
  );
});
