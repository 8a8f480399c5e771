import { expect, it } from 'vitest';
import { livedTickets, type ToldTicket as Told, WARNED_START_MS } from '../../../test/data/warned-tickets.ts';
import { MINUTE_MS } from '../../../test/simulation/world.ts';
import { applyBatch, type Command, decide, type EngineState } from '../../engine/index.ts';
import { deskHead } from './desk-head.ts';
import { handoverSheet } from './handover-sheet.ts';

const opened = (at: number, fee: number): Told => ['ticket.opened', at * 10, `ticket/${at}`, { fee, site: 'EWR' }];

function act(state: EngineState, command: Command & { readonly atMs: number }): void {
  applyBatch(state, { firstPlace: state.place + 1, receivedAtMs: command.atMs, events: decide(state, command) });
}

it('[ACT-7] a handover writes itself: what may break, who did what, what is out of the way, and how loud it was', () => {
  const state = livedTickets(
    [0, 1, 2].map((at) => opened(at, 10 + at)),
    5,
    1_000,
  );
  const nowAtMs = state.nowAtMs;
  const rows = handoverSheet(state).risks;
  const [first, second] = rows.map(({ id }) => id);
  const who = { by: 'Ann', atMs: nowAtMs };
  act(state, { ...who, type: 'acknowledge', id: first ?? '' });
  act(state, { ...who, type: 'note', id: first ?? '', text: 'A van is on its way' });
  act(state, { ...who, type: 'shelve', id: second ?? '', untilAtMs: nowAtMs + 30 * MINUTE_MS, reason: 'parts at five' });
  const sheet = handoverSheet(state);
  expect(rows.length).toBe(3);
  expect(sheet.counts.broken + sheet.counts.likely + sheet.counts['at-risk']).toBe(3);
  expect(sheet.atStakeMinor).toBe(33_00);
  expect(sheet.owedMinor).toBe(0);
  expect(sheet.deeds.map(({ by, label, text }) => `${by} ${label} ${text.key}`)).toEqual([
    'Ann 1 event.kept.shelved',
    'Ann 0 event.kept.noted',
    'Ann 0 event.kept.acknowledged',
  ]);
  expect(sheet.done).toMatchObject({ acknowledged: 1, noted: 1, shelved: 1, assigned: 0 });
  expect(sheet.shelved).toEqual([{ row: second, label: '1', by: 'Ann', untilAtMs: nowAtMs + 30 * MINUTE_MS }]);
  expect(sheet).toMatchObject({ raised: 3, load: [{ fromAtMs: WARNED_START_MS, count: 3 }] });
});

it('[ACT-7] a shift begins with what was signed before, and the desk says which handover waits', () => {
  const state = livedTickets([opened(0, 10)], 5, 1_000);
  const [row] = handoverSheet(state).risks;
  act(state, { type: 'note', by: 'Ann', atMs: state.nowAtMs, id: row?.id ?? '', text: 'before' });
  const seenAtMs = state.nowAtMs + 1;
  act(state, { type: 'hand-over', by: 'Ann', atMs: seenAtMs, seenAtMs, text: 'Nothing else' });
  const sheet = handoverSheet(state);
  expect(sheet).toMatchObject({ fromAtMs: seenAtMs, deeds: [], last: { by: 'Ann', text: 'Nothing else', taken: null } });
  expect(deskHead(state, { banner: null, total: 0, sites: 'all' }).handover).toEqual({ id: sheet.last?.id, by: 'Ann', atMs: seenAtMs });
  act(state, { type: 'take-over', by: 'Ben', atMs: seenAtMs + 1, handover: sheet.last?.id ?? '' });
  expect(deskHead(state, { banner: null, total: 0, sites: 'all' }).handover).toBeNull();
});
