import { expect, it } from 'vitest';
import type { KeptEvent } from '../../shared/event/index.ts';
import { HandClock } from '../../test/data/hand-clock.ts';
import { bookOf, MINUTE_MS } from '../../test/simulation/world.ts';
import { MemoryLog } from '../log/index.ts';
import { LiveEngine } from './live-engine.ts';
import { WarningLog } from './warning-log.ts';

const START_MS = Date.UTC(2026, 0, 5, 8);
const BOOK = bookOf(`
book: warn
timezone: UTC
currency: EUR
promises:
  - id: repaired
    says: { en: "Repaired within four hours.", zh: "四小时内修复。" }
    kind: deadline
    opens: ticket.opened
    met: ticket.repaired
    within: 4h
    warn: { chance: 0.05 }
`);

const OPENED: KeptEvent = {
  id: '1',
  source: '/t',
  type: 'ticket.opened',
  time: new Date(START_MS).toISOString(),
  subject: 'ticket/1',
  data: {},
};

async function typesIn(log: MemoryLog): Promise<readonly string[]> {
  const types: string[] = [];
  for await (const { events } of log.read(0)) types.push(...events.map(({ type }) => type));
  return types;
}

/** Lets what waits for the next turn of the event loop, and for the group commit, be done. */
async function settle(clock: HandClock): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) {
    await new Promise(setImmediate);
    clock.moveTo(clock.nowAtMs() + 5);
  }
}

it('[WARN-6] warnings and their ends are in the log once, also when the server starts again', async () => {
  const clock = new HandClock(START_MS);
  const log = new MemoryLog({ clock });
  const live = new LiveEngine({ log, clock, book: BOOK });
  const warnings = new WarningLog({ source: live, log, clock });
  await live.start();
  void log.append([OPENED], { urgent: true });
  await settle(clock);
  clock.moveTo(START_MS + MINUTE_MS);
  await settle(clock);
  expect(await typesIn(log)).toEqual(['ticket.opened', 'kept.warned']);
  warnings.stop();
  live.stop();

  const again = new LiveEngine({ log, clock, book: BOOK });
  const rewritten = new WarningLog({ source: again, log, clock });
  await again.start();
  await settle(clock);
  expect(await typesIn(log)).toEqual(['ticket.opened', 'kept.warned']);
  clock.moveTo(START_MS + 241 * MINUTE_MS);
  await settle(clock);
  expect(await typesIn(log)).toEqual(['ticket.opened', 'kept.warned', 'kept.warning-ended']);
  rewritten.stop();
  again.stop();
});
it('[WARN-6] while the log refuses, they wait, and are written when it takes them again', async () => {
  const clock = new HandClock(START_MS);
  const log = new MemoryLog({ clock });
  const live = new LiveEngine({ log, clock, book: BOOK });
  let isFull = true;
  const append: MemoryLog['append'] = (events, options) => (isFull ? Promise.reject(new Error('full')) : log.append(events, options));
  const warnings = new WarningLog({ source: live, log: { append }, clock });
  await live.start();
  void log.append([OPENED], { urgent: true });
  await settle(clock);
  clock.moveTo(START_MS + MINUTE_MS);
  await settle(clock);
  expect(warnings.figures).toEqual({ waiting: 1, unwritten: 0 });
  expect([...live.state.warnings.values()]).toHaveLength(1);
  isFull = false;
  clock.moveTo(START_MS + 2 * MINUTE_MS);
  await settle(clock);
  expect(warnings.figures).toEqual({ waiting: 0, unwritten: 0 });
  expect(await typesIn(log)).toEqual(['ticket.opened', 'kept.warned']);
  warnings.stop();
  live.stop();
});
