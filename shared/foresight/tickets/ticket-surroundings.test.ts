import { expect, it } from 'vitest';
import { zoneOf } from '../../calendar/index.ts';
import type { Obligation } from '../../clock/index.ts';
import type { JsonObject } from '../../event/index.ts';
import { ticketDriver } from './ticket-driver.ts';
import { TicketSurroundings } from './ticket-surroundings.ts';

const HOUR_MS = 3_600_000;
const START_MS = Date.UTC(2026, 0, 5, 9);

function surroundings(): TicketSurroundings {
  const zone = zoneOf('UTC');
  if (zone === null) throw new Error('UTC is a zone');
  return new TicketSurroundings(zone);
}

function ticket(nth: number, opening: JsonObject, fields: Partial<Obligation> = {}): Obligation {
  const openedAtMs = START_MS + nth * HOUR_MS;
  const open = { state: 'open', dueAtMs: openedAtMs + 8 * HOUR_MS, metAtMs: null, decidedAtMs: null } as const;
  return { promise: 'repaired', subject: `ticket/${nth}`, nth: 1, stage: null, openedAtMs, opening, ...open, ...fields } as Obligation;
}

it('[FOR-13] kinds are found among the attributes of few values: not instants, not long words, not what has hundreds of values', () => {
  const around = surroundings();
  for (let nth = 0; nth < 600; nth += 1)
    around.opened(
      ticket(nth, { type: nth % 2 === 0 ? 'lamp' : 'cable', number: `T${nth}`, due: '2026-01-09T12:00:00Z', note: 'x'.repeat(200) }),
      START_MS,
    );
  const one = ticket(700, { type: 'lamp', number: 'T3', due: '2026-01-09T12:00:00Z' });
  const { cells } = around.signals(one, one.openedAtMs);
  expect(cells).toContain('type=lamp');
  expect(cells.join(' ')).not.toMatch(/number=|due=2026|note=/);
});
it('[FOR-13] a table keeps its place in the list when another attribute is found', () => {
  const around = surroundings();
  const first = ticket(1, { type: 'lamp' });
  around.opened(first, START_MS);
  const before = around.signals(first, first.openedAtMs).cells.indexOf('type=lamp');
  around.opened(ticket(2, { area: 'north', type: 'lamp' }), START_MS);
  expect(around.signals(first, first.openedAtMs).cells.indexOf('type=lamp')).toBe(before);
});
it('[FOR-14] what is told of it is known to a later forecast, and not to that of its opening', () => {
  const around = surroundings();
  const one = ticket(1, { type: 'lamp' });
  around.told({ subject: one.subject, type: 'ticket.changed', data: { state: 'resolved' }, about: one }, one.openedAtMs);
  around.opened(one, one.openedAtMs);
  expect(around.signals(one, one.openedAtMs).cells.join(' ')).not.toContain('resolved');
  expect(around.signals(one, one.openedAtMs + HOUR_MS).cells).toContain('now state=resolved');
});
it('[FOR-14] the share of what was opened lately and is done already shows before any due has passed', () => {
  const [quick, slow] = [surroundings(), surroundings()];
  for (let nth = 0; nth < 20; nth += 1)
    for (const around of [quick, slow]) {
      const one = ticket(nth, { type: 'lamp' });
      around.opened(one, one.openedAtMs);
      const isDone = around === quick || nth % 5 === 0;
      if (isDone) around.decided({ ...one, state: 'kept', metAtMs: one.openedAtMs + 60_000, decidedAtMs: one.openedAtMs + 60_000 });
    }
  const next = ticket(20, { type: 'lamp' });
  const shareOf = (around: TicketSurroundings) => around.signals(next, next.openedAtMs).numbers[2] as number;
  expect(shareOf(quick)).toBeGreaterThan(shareOf(slow) + 1);
});
it('[FOR-14] after years without one nothing is left of what was done, and every signal is a number', () => {
  const quiet = surroundings();
  const one = ticket(1, { type: 'lamp' });
  quiet.opened(one, one.openedAtMs);
  quiet.decided({ ...one, state: 'kept', metAtMs: one.openedAtMs + 60_000, decidedAtMs: one.openedAtMs + 60_000 });
  const next = ticket(20 * 365 * 24, { type: 'lamp' });
  const { numbers } = quiet.signals(next, next.openedAtMs);
  expect(numbers.every(Number.isFinite)).toBe(true);
  expect(numbers.slice(2, 5)).toEqual([0, 0, 0]);
});
it('[FOR-11] what is around tickets goes on from what was frozen', () => {
  const [whole, first] = [surroundings(), surroundings()];
  for (const around of [whole, first]) {
    for (let nth = 0; nth < 50; nth += 1)
      around.opened(ticket(nth, { type: `t${nth % 3}`, area: `a${nth % 5}` }), START_MS + nth * HOUR_MS);
    const one = ticket(7, { type: 't1', area: 'a2' });
    around.told({ subject: one.subject, type: 'ticket.assigned', data: { to: 'west' }, about: one }, START_MS + 60 * HOUR_MS);
  }
  const restored = surroundings();
  restored.restore(structuredClone(first.data()));
  const one = ticket(7, { type: 't1', area: 'a2' });
  expect(restored.signals(one, START_MS + 70 * HOUR_MS)).toEqual(whole.signals(one, START_MS + 70 * HOUR_MS));
  expect(restored.data()).toEqual(whole.data());
});
it('[FOR-15] the driver names what raised the chance most, and nothing where nothing stands out', () => {
  const signals = { cells: ['type=cable|area=north', 'weekday=4'], numbers: [0, 0, 1] };
  expect(ticketDriver(signals, Float64Array.of(0, 0, 0.1, 0.8, 0.2))).toEqual({ key: 'driver.kind', args: { kind: 'cable, north' } });
  expect(ticketDriver(signals, Float64Array.of(0, 0, 0.1, 0.2, 0.8))).toEqual({ key: 'driver.at-this-time' });
  expect(ticketDriver(signals, Float64Array.of(0, 0, 0.9, 0.2, 0.8))).toEqual({ key: 'driver.slow-lately' });
  expect(ticketDriver(signals, Float64Array.of(0, 0, -0.9, 0.1, 0))).toBeNull();
});
